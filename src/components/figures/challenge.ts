/** A goal that the numbers of a figure decide. `W` is what the figure measured now. */
export interface Challenge<W> {
  /** Stable: stands in `data-challenge`, and finds the words in the figure's content file. */
  readonly slug: string;
  readonly solved: (now: W) => boolean;
  /** How near the reader is: `Now 3 duplicates, 1 person lost.` */
  readonly progress: (now: W) => string;
}
