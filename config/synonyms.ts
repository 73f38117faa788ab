/**
 * Abbreviations and long forms find each other in search, because each stands beside the other in
 * what is indexed: "NMS" becomes "NMS (non-maximum suppression)" and the other way round. Only the
 * copy that the index reads is changed, never the page. An excerpt then still reads as prose.
 */

/** What the index needs of a glossary term. */
export interface Forms {
  /** The long form. */
  term: string;
  abbreviations: readonly string[];
  aliases: readonly string[];
}

/** How often per page a form is completed: enough to rank, too little to flood. */
const COMPLETIONS = 3;

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
        .map(escapeForPattern)
        .join('[\\s\\u2010-]+');
  // "Soft-NMS" is NMS too, "NMS-free" is none.
  return new RegExp(`(?<!\\w)${source}s?(?![\\w-])`, isAbbreviation ? 'g' : 'gi');
}

/** Text between tags of `html`, outside scripts and styles, mapped by `change`. */
function mapText(html: string, change: (text: string) => string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/gi, (piece) =>
    piece.startsWith('<') ? piece : change(piece),
  );
}

/**
 * Returns `html` in which the first occurrences of a form of each term are followed by the forms
 * that the page does not use itself, in brackets.
 */
export function withSynonyms(html: string, terms: readonly Forms[]): string {
  let result = html;
  for (const { term, abbreviations, aliases } of terms) {
    const forms = [
      ...abbreviations.map((form) => ({ form, pattern: patternOf(form, true) })),
      ...[term, ...aliases].map((form) => ({ form, pattern: patternOf(form, false) })),
    ];
    const text = result.replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
    const missing = forms.filter(({ pattern }) => text.search(pattern) < 0).map(({ form }) => form);
    const present = forms.filter(({ form }) => !missing.includes(form));
    if (missing.length === 0 || present.length === 0) continue;
    const anyPresent = new RegExp(
      present.map(({ pattern }) => pattern.source).join('|'),
      present.some(({ form }) => abbreviations.includes(form)) ? 'g' : 'gi',
    );
    let left = COMPLETIONS;
    result = mapText(result, (piece) =>
      piece.replace(anyPresent, (found) => {
        if (left === 0) return found;
        left -= 1;
        return `${found} (${missing.join(', ')})`;
      }),
    );
  }
  return result;
}
