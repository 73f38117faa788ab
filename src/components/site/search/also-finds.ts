/** A term as `/api/glossary.json` lists it. */
interface Term {
  term: string;
  abbreviations: readonly string[];
  aliases: readonly string[];
}

function isTerm(value: unknown): value is Term {
  return (
    typeof value === 'object' &&
    value !== null &&
    'term' in value &&
    typeof value.term === 'string' &&
    'abbreviations' in value &&
    Array.isArray(value.abbreviations) &&
    'aliases' in value &&
    Array.isArray(value.aliases)
  );
}

const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim()} `;

/**
 * Returns the other names of the terms that `query` names, such as "non-maximum suppression" for
 * "nms crowd". The index finds them by itself; this only tells the reader.
 */
export function otherNames(query: string, glossary: unknown): string[] {
  const asked = words(query);
  const terms = Array.isArray(glossary) ? glossary.filter(isTerm) : [];
  return terms.flatMap(({ term, abbreviations, aliases }) => {
    const forms = [term, ...abbreviations, ...aliases];
    const named = forms.filter((form) => asked.includes(words(form)));
    if (named.length === 0) return [];
    return forms.filter((form) => !named.includes(form) && forms.indexOf(form) <= 1).slice(0, 1);
  });
}

let glossary: Promise<unknown> | undefined;

/** Fetches the glossary once; without it nothing is told, and search works all the same. */
export function loadGlossary(): Promise<unknown> {
  glossary ??= fetch(`${import.meta.env.BASE_URL}api/glossary.json`)
    .then((response) => (response.ok ? response.json() : []))
    .catch(() => []);
  return glossary;
}
