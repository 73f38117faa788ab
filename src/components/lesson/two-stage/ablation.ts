import { z } from 'astro/zod';

const measured = z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) });

/** A share from 0 to 1, with its 95 % interval over held-out streets. */
export type MeasuredShare = z.infer<typeof measured>;

/** What is read of a detector's card. */
const ablationCard = z.object({
  topDown: z.boolean(),
  parameters: z.int(),
  macs: z.int(),
  training: z.object({ steps: z.int(), seed: z.int() }),
  evaluation: z.object({
    sets: z.array(z.object({ name: z.string(), ap50: measured, ap75: measured })),
    sizes: z.array(z.object({ name: z.string(), recall: measured })),
  }),
});

/** One number of both detectors. */
export interface AblationRow {
  readonly name: string;
  readonly full: MeasuredShare;
  readonly plain: MeasuredShare;
  /** Points that are lost without the top-down path; negative where something is gained. */
  readonly lost: number;
  /** Whether the two intervals have nothing in common. */
  readonly apart: boolean;
}

/** Two detectors that differ in the top-down path and in nothing else. */
export interface Ablation {
  readonly parameters: number;
  readonly macs: number;
  readonly steps: number;
  readonly rows: readonly AblationRow[];
}

/** The frames whose AP is compared, by the beginning of their name. */
const FRAMES = 'all frames';

/**
 * Compares the cards of a detector with and without the top-down path.
 *
 * @throws ZodError for a card that misses a number; Error when they differ in more than the path.
 */
export function compareTopDown(withPath: unknown, without: unknown): Ablation {
  const [full, plain] = [ablationCard.parse(withPath), ablationCard.parse(without)];
  const { parameters, macs, training } = full;
  const same =
    full.topDown &&
    !plain.topDown &&
    plain.parameters === parameters &&
    plain.macs === macs &&
    plain.training.steps === training.steps &&
    plain.training.seed === training.seed;
  if (!same) throw new Error('The two detectors differ in more than the top-down path.');
  const setOf = ({ evaluation }: typeof full) => {
    const set = evaluation.sets.find(({ name }) => name.startsWith(FRAMES));
    if (!set) throw new Error(`A card has no set of frames named “${FRAMES}”.`);
    return set;
  };
  const row = (name: string, a: MeasuredShare, b: MeasuredShare): AblationRow => ({
    name,
    full: a,
    plain: b,
    lost: 100 * (a.value - b.value),
    apart: apart(a, b),
  });
  return {
    parameters,
    macs,
    steps: training.steps,
    rows: [
      row('AP at IoU 0.5', setOf(full).ap50, setOf(plain).ap50),
      row('AP at IoU 0.75', setOf(full).ap75, setOf(plain).ap75),
      ...full.evaluation.sizes.map((size) => {
        const other = plain.evaluation.sizes.find(({ name }) => name === size.name);
        if (!other) throw new Error(`One card has no size “${size.name}”.`);
        return row(`Recall, ${size.name}`, size.recall, other.recall);
      }),
    ],
  };
}

function apart({ interval: a }: MeasuredShare, { interval: b }: MeasuredShare): boolean {
  return a[0] > b[1] || b[0] > a[1];
}
