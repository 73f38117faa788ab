import { satteri } from '@astrojs/markdown-satteri';
import katex from 'katex';
import { defineHastPlugin, htmlToHast, type HastNode, type HastVisitorContext } from 'satteri';
import type { ShikiTransformer } from 'shiki';
import { underBase } from './site.ts';
import { withThinSpaces } from './thin-spaces.ts';

/**
 * How Markdown becomes HTML: formulas as MathML, code with classes instead of style attributes
 * (the content security policy allows none), links under the base, headings that can be linked.
 */

type Element = Extract<HastNode, { type: 'element' }>;

function classesOf(node: Readonly<Element>): readonly unknown[] {
  const classes = node.properties['className'];
  return Array.isArray(classes) ? classes : [];
}

/** Returns the text of a node and of all below it. */
function textOf(node: Readonly<HastNode>): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : '';
}

/**
 * Returns a TeX formula as MathML, without the TeX source, which would be indexed as words. Throws
 * KaTeX's error for a formula it cannot read, so that a broken one fails the build.
 */
export function formulaToMathml(tex: string, display: boolean): string {
  const html = katex.renderToString(tex, {
    output: 'mathml',
    displayMode: display,
    throwOnError: true,
    strict: 'error',
  });
  const start = html.indexOf('<math');
  return (
    html
      .slice(start, html.lastIndexOf('</math>') + '</math>'.length)
      .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
      // A formula that is wider than the screen scrolls, and what scrolls can be reached by keyboard.
      .replace(/<math[^>]*?( display="block")?>/, (_, block?: string) =>
        block
          ? `<math data-pagefind-ignore=""${block} tabindex="0">`
          : '<math data-pagefind-ignore="">',
      )
  );
}

function formulaNode(tex: string, display: boolean): Element {
  const root = htmlToHast(formulaToMathml(tex, display), { fragment: true });
  const node = 'children' in root ? root.children[0] : undefined;
  if (node?.type !== 'element') throw new Error(`The formula "${tex}" gave no MathML.`);
  return withThinSpaces(node);
}

/**
 * Returns a formula of running text with what follows it up to the next space, kept on one line: a
 * browser may break the line between any formula and its comma. What is taken leaves the text after it.
 */
function tiedFormula(node: Readonly<Element>, context: HastVisitorContext): Element {
  const formula = formulaNode(textOf(node), false);
  const place = context.indexOf(node);
  const next = place === undefined ? undefined : context.parent(node).children[place + 1];
  const tail = next?.type === 'text' ? /^\S+/.exec(next.value)?.[0] : undefined;
  if (next?.type !== 'text' || tail === undefined) return formula;
  context.replaceNode(next, { type: 'text', value: next.value.slice(tail.length) });
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['tied'] },
    children: [formula, { type: 'text', value: tail }],
  };
}

/** A formula in running text is `<code class="math-inline">`, a displayed one is in a `<pre>`. */
const formulas = defineHastPlugin({
  name: 'formulas',
  element: {
    filter: ['pre', 'code'],
    visit(node, context) {
      if (node.tagName === 'code') {
        return classesOf(node).includes('math-inline') ? tiedFormula(node, context) : undefined;
      }
      const code = node.children[0];
      if (code?.type !== 'element' || !classesOf(code).includes('math-display')) return undefined;
      return {
        type: 'element' as const,
        tagName: 'div',
        properties: { className: ['formula'] },
        children: [formulaNode(textOf(code), true)],
      };
    },
  },
});

const linksUnderBase = defineHastPlugin({
  name: 'links-under-base',
  element: {
    filter: ['a', 'img', 'source', 'video'],
    visit(node, context) {
      for (const name of ['href', 'src', 'poster']) {
        const address = node.properties[name];
        if (typeof address === 'string') context.setProperty(node, name, underBase(address));
      }
    },
  },
});

/** Returns the id of a heading: its words, lowercase, joined by hyphens. */
export function headingId(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Accents and apostrophes vanish, all else becomes a hyphen.
      .replace(/[\p{M}'’]/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'part'
  );
}

/**
 * A table that is wider than the screen scrolls instead of breaking words and numbers apart. Its
 * name, for those who hear it, is what its columns are called.
 */
const tablesScroll = defineHastPlugin({
  name: 'tables-scroll',
  element: {
    filter: ['table'],
    visit(node, context) {
      const [head] = node.children.filter((child) => child.type === 'element');
      const columns = head
        ? context
            .textContent(head)
            .trim()
            .split(/\s*\n\s*/)
            .join(', ')
        : '';
      context.wrapNode(node, {
        type: 'element',
        tagName: 'div',
        properties: { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: columns },
        children: [],
      });
    },
  },
});

const headingAnchors = () => {
  const seen = new Map<string, number>();
  return defineHastPlugin({
    name: 'heading-anchors',
    element: {
      filter: ['h2', 'h3'],
      visit(node, context) {
        const text = context.textContent(node);
        const words = headingId(text);
        const times = seen.get(words) ?? 0;
        seen.set(words, times + 1);
        const id = times === 0 ? words : `${words}-${times + 1}`;
        context.setProperty(node, 'id', id);
        context.appendChild(node, {
          type: 'element',
          tagName: 'a',
          // No text of its own: the list of contents repeats a heading's text.
          properties: { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to “${text}”` },
          children: [],
        });
      },
    },
  });
};

const tokenVariable = /color:var\(--astro-code-token-([a-z-]+)\)/;

/** The kinds of tokens that look different from plain text (`prose.css`), and their classes. */
const tokenClasses = new Map([
  ['comment', 'c'],
  ['keyword', 'k'],
  ['string', 's'],
  ['string-expression', 's'],
]);

type Code = Parameters<NonNullable<ShikiTransformer['code']>>[0];

/** Returns a token without its style: its text, in an element where it looks different. */
function marked(token: Code['children'][number]): Code['children'] {
  if (token.type !== 'element') return [token];
  const kind = tokenVariable.exec(String(token.properties['style'] ?? ''))?.[1] ?? '';
  const name = tokenClasses.get(kind);
  const [text] = token.children;
  // Operators are keywords to Shiki, and not to a reader.
  const isWord = text?.type === 'text' && /[a-z]/i.test(text.value);
  if (!name || (name === 'k' && !isWord)) return token.children;
  return [{ ...token, properties: { class: name } }];
}

/**
 * Turns Shiki's style attributes into classes, and leaves out the elements that change nothing: there are
 * hundreds on a page. A block is `pre.code[data-language]`.
 */
const classesForTokens: ShikiTransformer = {
  name: 'classes-for-tokens',
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'code';
  },
  code(node) {
    node.children = node.children.flatMap((line) =>
      line.type === 'element' ? line.children.flatMap(marked) : [line],
    );
  },
};

/** The `markdown` part of Astro's configuration. */
export const markdown = {
  processor: satteri({
    features: { math: true },
    hastPlugins: [formulas, linksUnderBase, headingAnchors, tablesScroll],
  }),
  syntaxHighlight: 'shiki' as const,
  shikiConfig: { theme: 'css-variables' as const, transformers: [classesForTokens] },
};
