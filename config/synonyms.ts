/**
 * Abbreviations and long forms find each other in search, because each stands beside the other in
 * what is indexed: the first "NMS" of a page becomes "NMS (non-maximum suppression)", and the other
 * way round. Only the copy that the index reads is changed, never the page, and an excerpt still
 * reads as prose.
 */

/** What the index needs of a glossary term. */
export interface Forms {
  /** The long form. */
  term: string;
  abbreviations: readonly string[];
}

interface Term {
  forms: readonly { text: string; pattern: RegExp }[];
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Returns the pattern that finds `form` as whole words. An abbreviation is matched in its own case
 * (CLIP is no verb); words are matched in any case and with any hyphen or space between them.
 */
function patternOf(form: string, isAbbreviation: boolean): RegExp {
  const source = isAbbreviation
    ? escapeForPattern(form)
    : form
        .split(/[\s-]+/)
        .map((word) => [...word].map(eitherCase).join(''))
        .join('[\\s\\u2010-]+');
  // "Soft-NMS" is NMS too, "NMS-free" is none.
  return new RegExp(`(?<!\\w)${source}s?(?![\\w-])`);
}

function eitherCase(letter: string): string {
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
  return lower === upper ? escapeForPattern(letter) : `[${lower}${upper}]`;
}

/** A long form within a sentence: "non-maximum suppression", but "RoIAlign". */
function withinSentence(form: string): string {
  return /^\p{Lu}\p{Ll}/u.test(form) ? form.slice(0, 1).toLowerCase() + form.slice(1) : form;
}

const tags = /<(?:script|style)\b[\s\S]*?<\/(?:script|style)>|<[^>]*>/gi;

/** Returns `html` with a space where two tags meet, so that words of neighbours stay apart. */
function withGaps(html: string): string {
  return html
    .split(/(<pre\b[\s\S]*?<\/pre>)/)
    .map((piece) => (piece.startsWith('<pre') ? piece : piece.replace(/>(?=<)/g, '> ')))
    .join('');
}

/**
 * Returns `html` in which the first form of each term is followed, in brackets, by the forms that
 * the page does not use itself.
 */
export function withSynonyms(html: string, glossary: readonly Forms[]): string {
  const terms: Term[] = glossary
    .filter(({ abbreviations }) => abbreviations.length > 0)
    .map(({ term, abbreviations }) => ({
      forms: [
        { text: withinSentence(term), pattern: patternOf(term, false) },
        ...abbreviations.map((text) => ({ text, pattern: patternOf(text, true) })),
      ],
    }));
  const text = html.replace(tags, ' ');
  const missing = new Map(
    terms.map((term) => [term, term.forms.filter(({ pattern }) => !pattern.test(text))]),
  );
  const open = new Set(
    terms.filter((term) => {
      const count = missing.get(term)?.length ?? 0;
      return count > 0 && count < term.forms.length;
    }),
  );
  if (open.size === 0) return withGaps(html);
  // Longer forms first, so that "soft non-maximum suppression" is not cut after its first word.
  const forms = [...open]
    .flatMap((term) => term.forms)
    .sort((a, b) => b.text.length - a.text.length);
  const anyForm = new RegExp(forms.map(({ pattern }) => pattern.source).join('|'), 'g');

  const complete = (found: string): string => {
    const meant = [...open].filter((term) => term.forms.some(({ pattern }) => pattern.test(found)));
    for (const term of meant) open.delete(term);
    const added = meant.flatMap((term) => missing.get(term) ?? []).map((form) => form.text);
    const needed = added.filter(
      (form) => !added.some((other) => other !== form && other.endsWith(` ${form}`)),
    );
    return needed.length > 0 ? `${found} (${needed.join(', ')})` : found;
  };
  return withGaps(
    html.replace(new RegExp(`${tags.source}|[^<]+`, 'gi'), (piece) =>
      piece.startsWith('<') ? piece : piece.replace(anyForm, complete),
    ),
  );
}
