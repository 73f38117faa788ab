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

/** All that a glossary term is called. */
export interface Names extends Forms {
  /** Other spellings and names. */
  aliases: readonly string[];
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
  return new RegExp(`(?<![\\w-])${source}s?(?![\\w-])`);
}

/** Tells whether a text calls a term by one of its names. */
export function isNamed(text: string, { term, abbreviations, aliases }: Names): boolean {
  return (
    abbreviations.some((form) => patternOf(form, true).test(text)) ||
    [term, ...aliases].some((form) => patternOf(form, false).test(text))
  );
}

function eitherCase(letter: string): string {
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
  return lower === upper ? escapeForPattern(letter) : `[${lower}${upper}]`;
}

/** A long form within a sentence: "non-maximum suppression", but "RoIAlign". */
function withinSentence(form: string): string {
  return /^\p{Lu}\p{Ll}/u.test(form) ? form.slice(0, 1).toLowerCase() + form.slice(1) : form;
}

/**
 * Returns the pieces of a text, in which the first form of each term is followed, in brackets, by
 * the forms that the whole text does not use itself.
 */
export function withSynonyms(pieces: readonly string[], glossary: readonly Forms[]): string[] {
  const terms: Term[] = glossary
    .filter(({ abbreviations }) => abbreviations.length > 0)
    .map(({ term, abbreviations }) => ({
      forms: [
        { text: withinSentence(term), pattern: patternOf(term, false) },
        ...abbreviations.map((text) => ({ text, pattern: patternOf(text, true) })),
      ],
    }));
  const whole = pieces.join(' ');
  const missing = new Map(
    terms.map((term) => [term, term.forms.filter(({ pattern }) => !pattern.test(whole))]),
  );
  const open = new Set(
    terms.filter((term) => {
      const count = missing.get(term)?.length ?? 0;
      return count > 0 && count < term.forms.length;
    }),
  );
  if (open.size === 0) return [...pieces];
  // Longer forms first, so that "soft non-maximum suppression" is not cut after its first word.
  const forms = [...open]
    .flatMap((term) => term.forms)
    .sort((a, b) => b.text.length - a.text.length);
  const anyForm = new RegExp(forms.map(({ pattern }) => pattern.source).join('|'), 'g');

  const isMeantBy = (text: string, term: Term) =>
    term.forms.some((form) => form.pattern.test(text));
  const complete = (found: string): string => {
    const meant = [...open].filter((term) => isMeantBy(found, term));
    const added = meant.flatMap((term) => missing.get(term) ?? []).map((form) => form.text);
    // What is added may name a shorter term, which then needs its other forms too.
    const shorter = terms.filter(
      (term) => !meant.includes(term) && added.some((form) => isMeantBy(form, term)),
    );
    for (const term of [...meant, ...shorter]) open.delete(term);
    for (const form of shorter.flatMap((term) => missing.get(term) ?? [])) {
      if (!added.some((other) => form.pattern.test(other))) added.push(form.text);
    }
    const needed = added.filter(
      (form) => !added.some((other) => other !== form && other.endsWith(` ${form}`)),
    );
    return needed.length > 0 ? `${found} (${[...new Set(needed)].join(', ')})` : found;
  };
  return pieces.map((piece) => piece.replace(anyForm, complete));
}
