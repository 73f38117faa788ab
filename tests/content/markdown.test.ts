import { describe, expect, it } from 'vitest';
import { formulaToMathml, headingId, markdown } from '../../config/markdown.ts';

async function html(source: string): Promise<string> {
  const renderer = await markdown.processor.createRenderer({
    syntaxHighlight: markdown.syntaxHighlight,
    shikiConfig: markdown.shikiConfig,
  });
  return (await renderer.render(source)).code;
}

describe('Markdown', () => {
  it('turns formulas into MathML without style, script or source', async () => {
    const result = await html('So $x_1$ and\n\n$$\n\\frac{a}{b}\n$$\n');
    expect(result.match(/<math/g)).toHaveLength(2);
    expect(result).toContain(
      '<div class="formula"><math data-pagefind-ignore="" display="block" tabindex="0">',
    );
    expect(result).not.toMatch(/style=|annotation|\\frac/);
  });

  it('keeps a formula and the punctuation after it on one line', async () => {
    const result = await html('Say $x$, not $y$.\n\nThe $i$-th of $n$ ($m$); $p$*!*\n');
    const withoutFormulas = result.replace(/<math[\s\S]*?<\/math>/g, '∎');
    expect(withoutFormulas).toBe(
      '<p>Say <span class="tied">∎,</span> not <span class="tied">∎.</span></p>\n' +
        '<p>The <span class="tied">∎-th</span> of ∎ (<span class="tied">∎);</span> ∎<em>!</em></p>\n',
    );
  });

  it.each([
    ['\\ln 9', 'ln_9'],
    ['2\\ln x', '2_ln_x'],
    ['-\\ln p', '−ln_p'],
    ['(0, \\ln 2, 0)', '(0,ln_2,0)'],
    ['\\ln\\frac{w}{v}', 'ln_wv'],
    ['\\frac{\\ln w}{v}', 'ln_wv'],
    ['\\log_2 x', 'log2_x'],
    ['\\max_i \\ln p', 'maxi_ln_p'],
    ['(1-p)\\ln p', '(1−p)_ln_p'],
    ['\\left(1\\right)\\ln\\left(p\\right)', '(1)_ln(p)'],
    ['\\operatorname{IoU}(a, b)', 'IoU(a,b)'],
    ['x = \\max(a, b) + \\ln', 'x=max(a,b)+ln'],
    ['x \\, \\ln', 'x\u2009ln'],
  ])('sets %s with thin spaces beside the name', async (tex, spaced) => {
    const result = (await html(`$${tex}$`)).replace(/<mspace[^>]*>(<\/mspace>)?/g, '_');
    expect(result.replace(/<[^>]*>|\u2061|\n/g, '')).toBe(spaced);
  });

  it('refuses a formula that KaTeX cannot read', () => {
    expect(() => formulaToMathml('\\frac{a}', false)).toThrow();
  });

  it('colours code by class, never by style attribute', async () => {
    const result = await html('```python\ndef iou(a, b):  # boxes\n    return 0.5\n```\n');
    expect(result).toContain('<pre class="code"');
    expect(result).toContain('<span class="k">def</span> iou(a, b):');
    expect(result).toContain('class="c"');
    expect(result).not.toContain('class="line"');
    expect(result).not.toContain('style=');
  });

  it('lets a table scroll, under the names of its columns', async () => {
    const result = await html('| block | million MACs |\n| --- | ---: |\n| basic, $c$ | 231.2 |\n');
    expect(result).toMatch(
      /<div class="scroll" tabindex="0" role="region" aria-label="block, million MACs"><table>[\s\S]*<\/table><\/div>/,
    );
    expect(result.match(/class="scroll"/g)).toHaveLength(1);
  });

  it('gives headings ids that do not clash, and a link to each', async () => {
    const result = await html('## See it\n\n## See it\n');
    expect(result).toContain('<h2 id="see-it">');
    expect(result).toContain('<h2 id="see-it-2">');
    expect(result).toContain('href="#see-it-2"');
    expect(headingId('Où? Ça & “là”')).toBe('ou-ca-la');
  });
});
