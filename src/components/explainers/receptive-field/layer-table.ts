import { HORIZONTAL, layerName, VERTICAL } from './layers.ts';
import type { Measured } from './measure.ts';
import type { TraceRow } from './trace.ts';

export const LAYER_COLUMNS = [
  { label: 'Layer' },
  { label: 'Padding', numeric: true },
  { label: 'Cells', numeric: true },
  { label: 'Size, px', numeric: true },
  { label: 'Jump, px', numeric: true },
  { label: 'Start, px', numeric: true },
] as const;

/** Returns one text for both axes: one number where they agree, else width × height. */
export function across(row: TraceRow, read: (step: TraceRow[0]) => number): string {
  const [height, width] = [read(row[VERTICAL]), read(row[HORIZONTAL])];
  const text = (value: number): string => String(value).replace('-', '−');
  return height === width ? text(width) : `${text(width)} × ${text(height)}`;
}

/** Returns a row per layer that has an output: name, padding, cells, size, jump, start of cell 0. */
export function layerRows({ trace, state }: Measured): string[][] {
  return trace.rows.map((row, index) => {
    const layer = state.stack[index];
    return [
      // Names stay on one line: a narrow table scrolls.
      `${index + 1} ${layer ? layerName(layer) : ''}`.replaceAll(' ', '\u00a0'),
      across(row, ({ window }) => window.padding),
      `${row[HORIZONTAL].outputSize} × ${row[VERTICAL].outputSize}`,
      across(row, ({ after }) => after.size),
      across(row, ({ after }) => after.jump),
      across(row, ({ after }) => after.start),
    ];
  });
}
