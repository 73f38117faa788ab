import type { HastNode } from 'satteri';

/**
 * Thin spaces about the names of operators in MathML. TeX sets `\ln 9` with one, `\ln(9)` without (The TeXbook,
 * chapter 18, the table of spaces); KaTeX writes none into its MathML, and browsers set none by themselves.
 */

type Element = Extract<HastNode, { type: 'element' }>;

/** What stands behind the name of a function in MathML: U+2061, which is never seen. */
const APPLICATION = '\u2061';

/** Elements whose children stand side by side; the children of others are a fraction's parts, indices … */
const ROWS = ['math', 'semantics', 'mrow', 'mstyle', 'mtd', 'mpadded'];

const SCRIPTS = ['msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'];

function elementsOf(node: Readonly<Element>): Element[] {
  return node.children.filter((child) => child.type === 'element');
}

function textOf(node: Readonly<Element> | undefined): string {
  const [text] = node?.children ?? [];
  return text?.type === 'text' ? text.value : '';
}

/** Tells whether an operator's name ends with this element: `ln`, or `max` with what stands below it. */
function endsName(node: Readonly<Element> | undefined): boolean {
  if (!node) return false;
  if (node.tagName === 'mo') return textOf(node) === APPLICATION;
  const [base] = elementsOf(node);
  return SCRIPTS.includes(node.tagName) && base !== undefined && endsName(elementsOf(base).at(-1));
}

/**
 * Tells whether a name beside this element wants a space: beside letters, numbers and fractions it does, beside
 * operators, brackets that open and other spaces not.
 *
 * @param side where the name stands, seen from the element
 */
function isOrdinary(node: Readonly<Element> | undefined, side: 'before' | 'after'): boolean {
  if (!node || node.tagName === 'mspace') return false;
  // KaTeX writes some spaces as text.
  if (node.tagName === 'mtext' && textOf(node).trim() === '') return false;
  if (node.tagName === 'mo') return side === 'after' && /^[)\]}|]$/.test(textOf(node));
  // Brackets that grow are a row with what they hold.
  const edge = node.tagName === 'mrow' ? elementsOf(node).at(side === 'after' ? -1 : 0) : undefined;
  return edge?.tagName !== 'mo' || isOrdinary(edge, side);
}

function thinSpace(): Element {
  return {
    type: 'element',
    tagName: 'mspace',
    properties: { width: '0.1667em' },
    children: [],
  };
}

/** Returns a formula with a thin space between an operator's name and the letters and numbers beside it. */
export function withThinSpaces(node: Readonly<Element>): Element {
  const children = elementsOf(node);
  const isRow = ROWS.includes(node.tagName);
  return {
    ...node,
    children: node.children.flatMap((child): Element['children'] => {
      if (child.type !== 'element') return [child];
      const at = children.indexOf(child);
      const [before, next] = [children[at - 1], children[at + 1]];
      const spaced = withThinSpaces(child);
      if (!isRow) return [spaced];
      const isName = child.tagName === 'mi' && next?.tagName === 'mo' && endsName(next);
      const beginsName = isName || (child.tagName !== 'mo' && endsName(child));
      const afterLetter = beginsName && !endsName(before) && isOrdinary(before, 'after');
      const beforeLetter = endsName(child) && isOrdinary(next, 'before');
      return [
        ...(afterLetter ? [thinSpace()] : []),
        spaced,
        ...(beforeLetter ? [thinSpace()] : []),
      ];
    }),
  };
}
