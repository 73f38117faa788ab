import type { Architecture } from '../../schemas/architecture.ts';

/** What the page of architectures shows of one of them, in the units of its columns. */
export interface ArchitectureRow {
  readonly id: string;
  readonly name: string;
  readonly library: string;
  readonly family: string;
  /** Millions. */
  readonly parameters: number;
  /** 10⁹ multiply–accumulates for one picture, and its side in pixels. */
  readonly macs: number;
  readonly side: number;
  /** Percent with the default weights, and those of the oldest recipe where that is another. */
  readonly top1: number | undefined;
  readonly weights: string | undefined;
  readonly firstTop1: number | undefined;
  readonly paper: string | undefined;
}

/**
 * Returns the rows of the table by falling accuracy. Where the default weights judge crops of a size
 * at which MACs were counted, that count stands beside their accuracy; else that of 224 pixels.
 */
export function architectureRows(
  architectures: readonly { id: string; data: Architecture }[],
): ArchitectureRow[] {
  return architectures
    .map(({ id, data }) => {
      const chosen = data.accuracies.find((entry) => entry.default) ?? data.accuracies[0];
      const [first] = data.accuracies;
      const macs = data.macs.find(({ side }) => side === chosen?.crop) ?? data.macs[0];
      return {
        id,
        name: data.name,
        library: data.library,
        family: data.family,
        parameters: data.parameters / 1e6,
        macs: (macs?.total ?? 0) / 1e9,
        side: macs?.side ?? 0,
        top1: chosen?.top1,
        weights: chosen?.weights,
        firstTop1: first === chosen ? undefined : first?.top1,
        paper: data.paper?.id,
      };
    })
    .toSorted((a, b) => (b.top1 ?? 0) - (a.top1 ?? 0));
}

/** Returns the rows that no other beats: more accurate at no more MACs. From cheap to dear. */
export function frontOf(rows: readonly ArchitectureRow[]): ArchitectureRow[] {
  return rows
    .filter(
      ({ top1, macs }) =>
        top1 !== undefined &&
        !rows.some(
          (other) =>
            (other.top1 ?? 0) >= top1 &&
            other.macs <= macs &&
            ((other.top1 ?? 0) > top1 || other.macs < macs),
        ),
    )
    .toSorted((a, b) => a.macs - b.macs);
}
