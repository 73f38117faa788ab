import type { Fragment } from './pagefind.ts';

/** One result as the list shows it. */
export interface Hit {
  kind: string;
  title: string;
  url: string;
  /** The excerpt in pieces; marked ones are matches. */
  excerpt: readonly Piece[];
  /** Title of the part of the page that the link opens at, if it is not the top. */
  part: string | undefined;
}

/** A run of text, marked where it matches the query. */
export interface Piece {
  text: string;
  marked: boolean;
}

const kinds: Readonly<Record<string, string>> = {
  lesson: 'Lesson',
  explainer: 'Figure',
  question: 'Question',
  reference: 'Reference',
  model: 'Model',
};

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};

/** Returns an excerpt as plain pieces, so that nothing of it is ever parsed as HTML. */
export function excerptPieces(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>[\s\S]*?<\/mark>)/)
    .filter(Boolean)
    .map((piece) => ({
      marked: piece.startsWith('<mark>'),
      text: piece
        .replace(/<\/?mark>/g, '')
        .replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity] ?? entity),
    }));
}

/** Returns the pieces with an ellipsis behind them, unless the last one ends a sentence. */
export function withEllipsis(pieces: readonly Piece[]): Piece[] {
  const isWhole = /[.!?…][”’")\]]*\s*$/.test(pieces.at(-1)?.text ?? '.');
  return isWhole ? [...pieces] : [...pieces, { text: '…', marked: false }];
}

/** Returns what the list shows for a fragment: the part of the page with most matches. */
export function hitOf(fragment: Fragment): Hit {
  const best = fragment.sub_results.reduce<Fragment['sub_results'][number] | undefined>(
    (most, part) => (part.locations.length > (most?.locations.length ?? 0) ? part : most),
    undefined,
  );
  const title = fragment.meta['title'] ?? fragment.url;
  const isPart = best !== undefined && best.url !== fragment.url && best.title !== title;
  const type = fragment.filters['type']?.[0] ?? '';
  return {
    kind: kinds[type] ?? 'Page',
    title,
    url: isPart ? best.url : fragment.url,
    excerpt: withEllipsis(excerptPieces(isPart ? best.excerpt : fragment.excerpt)),
    part: isPart ? best.title : undefined,
  };
}
