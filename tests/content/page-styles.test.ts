import { describe, expect, it } from 'vitest';
import { rulesOf, withNeededStyles } from '../../config/page-styles.ts';

const link = (name: string) => `<link rel="stylesheet" href="/_astro/${name}">`;

function left(body: string, files: Record<string, string>): string[] {
  const sheets = Object.keys(files).filter((name) => name.endsWith('.css'));
  const html = withNeededStyles(sheets.map(link).join('') + body, new Map(Object.entries(files)));
  return sheets.filter((name) => html.includes(link(name)));
}

describe('the style sheets of a page', () => {
  it('are cut into rules, media and imports included', () => {
    const css = '@import "a.css";.a{b:c}@media print{.a{b:d}.e{f:g}}.h{i:j}';
    expect(rulesOf(css)).toEqual([
      '@import "a.css";',
      '.a{b:c}',
      '@media print{.a{b:d}.e{f:g}}',
      '.h{i:j}',
    ]);
    expect(rulesOf(css).join('')).toBe(css);
  });

  it('stay where a component of theirs stands on the page, and go where none does', () => {
    const files = { 'a.css': '.x.sv-aa1{b:c}', 'b.css': '.x.sv-bb2{b:c}' };
    expect(left('<p class="x sv-aa1"></p>', files)).toEqual(['a.css']);
  });

  it('stay where a figure of the page may put such a component later', () => {
    const files = {
      'a.css': '.x.sv-aa1{b:c}',
      'b.css': '.x.sv-bb2{b:c}',
      'Figure.js': 'import{p}from"./part.js"',
      'part.js': 'class="x sv-aa1"',
    };
    expect(left('<astro-island component-url="/_astro/Figure.js"></astro-island>', files)).toEqual([
      'a.css',
    ]);
  });

  it('stay where a rule is for everything', () => {
    const files = { 'a.css': 'p{b:c}.x.sv-aa1{b:c}' };
    expect(left('', files)).toEqual(['a.css']);
  });

  it('go where another sheet says the same, but never both', () => {
    const rule = '.x.sv-aa1{b:c}';
    const body = '<p class="sv-aa1"></p>';
    expect(left(body, { 'a.css': rule, 'b.css': `${rule}p{b:c}` })).toEqual(['b.css']);
    expect(left(body, { 'a.css': rule, 'b.css': rule })).toHaveLength(1);
    expect(left(body, { 'a.css': rule, 'b.css': '.x.sv-aa1{b:d}' })).toHaveLength(2);
  });

  it('stay where their file is not known', () => {
    const html = link('gone.css');
    expect(withNeededStyles(html, new Map())).toBe(html);
  });
});
