import { z } from 'astro/zod';

/** A number with its 95 % interval, as in a card. */
export const measured = z.object({
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]),
});
export type Measured = z.infer<typeof measured>;

/** What the card of every model has, whatever its task. */
export const commonCard = z.object({
  name: z.string(),
  about: z.string(),
  variant: z.string(),
  classes: z.array(z.string()),
  input: z.object({ width: z.int(), height: z.int() }),
  parameters: z.int(),
  macs: z.int(),
  files: z.record(z.string(), z.object({ bytes: z.int(), gzip: z.int(), sha256: z.string() })),
  limits: z.array(z.string()),
});

/** One table of a card; without `head` its cells are words. */
export interface CardTable {
  title: string;
  note?: string;
  head?: string[];
  rows: string[][];
}

/** Numbers over the steps of a training, in one chart from 0 up. */
export interface CardCurve {
  caption: string;
  /** At most two: the first drawn solid, the second dashed. */
  lines: { name: string; points: { step: number; value: number }[] }[];
}

/** A card in words, tables and curves, as its page shows it. */
export interface CardPage {
  sentence: string;
  tables: CardTable[];
  curves: CardCurve[];
  limits: string[];
  command: string;
}

export const count = (value: number): string => value.toLocaleString('en-GB');

/** A share, or a dash where there is none. */
export const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

export const withInterval = ({ value, interval: [low, high] }: Measured): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

/** Returns what the network is and what it weighs, in a sentence and a half, without its end. */
export function introduction({ about, parameters, files }: z.infer<typeof commonCard>): string {
  const kilobytes = Math.ceil((files['weights.bin']?.gzip ?? 0) / 1000);
  return `${about} ${count(parameters)} parameters in ${kilobytes} kB`;
}

/** Returns the table of what the network is. */
export function identityTable(card: z.infer<typeof commonCard>): CardTable {
  return {
    title: 'What it is',
    rows: [
      ['Variant', card.variant],
      ['Classes', card.classes.join(', ')],
      ['Input', `RGB, ${card.input.width} × ${card.input.height} px`],
      ['Parameters', count(card.parameters)],
      ['Multiply–accumulates', `${count(Math.round(card.macs / 1e6))} million for one picture`],
      ...Object.entries(card.files).map(([name, file]) => [
        name,
        `${count(file.bytes)} bytes, ${count(file.gzip)} gzipped, SHA-256 ${file.sha256.slice(0, 16)}…`,
      ]),
    ],
  };
}
