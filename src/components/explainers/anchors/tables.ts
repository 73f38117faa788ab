import { bestAnchorIou, type Box } from '../../../vision/index.ts';
import { fixed, grouped } from '../../figures/number-text.ts';
import type { AnchorSet } from './anchor-set.ts';
import { COVERED_FROM } from './coverage.ts';
import { levelCounts, type Measured } from './measure.ts';
import { thingText } from './sentences.ts';

export const THING_COLUMNS = [
  { label: 'Thing' },
  { label: 'Best IoU', numeric: true },
  { label: 'IoU thresholds', numeric: true },
  { label: 'FCOS', numeric: true },
  { label: 'Hungarian', numeric: true },
] as const;

/** Returns a row for each truth: what it is, its best IoU, and its positives under each rule. */
export function thingRows({ state, best, by }: Measured): string[][] {
  return state.truths.map((truth, thing) => [
    `${thing + 1} ${thingText(truth)}`,
    fixed(best[thing] ?? 0),
    ...[by.iou, by.fcos, by.hungarian].map(({ perTruth }) => String(perTruth[thing] ?? 0)),
  ]);
}

export const LEVEL_COLUMNS = [
  { label: 'Stride' },
  { label: 'Cells', numeric: true },
  { label: 'Shapes', numeric: true },
  { label: 'Anchors', numeric: true },
  { label: 'Positive by IoU', numeric: true },
] as const;

/** Returns a row for each level, and their sum. */
export function levelRows(now: Measured): string[][] {
  const levels = levelCounts(now);
  const sum = (pick: (level: (typeof levels)[number]) => number): string =>
    grouped(levels.reduce((total, level) => total + pick(level), 0));
  return [
    ...levels.map(({ stride, rows, columns, shapes, anchors, positives }) => [
      `${stride} px`,
      `${columns} × ${rows}`,
      String(shapes),
      grouped(anchors),
      grouped(positives),
    ]),
    [
      'all',
      sum(({ rows, columns }) => rows * columns),
      sum(({ shapes }) => shapes),
      sum(({ anchors }) => anchors),
      sum(({ positives }) => positives),
    ],
  ];
}

export const SHAPE_COLUMNS = [
  { label: 'Width × height, px' },
  { label: 'Stride', numeric: true },
  { label: 'Boxes it covers', numeric: true },
] as const;

/** Returns a row for each shape: its size, its level, and how many boxes its anchors cover where they stand. */
export function shapeRows({ grids }: Pick<AnchorSet, 'grids'>, boxes: readonly Box[]): string[][] {
  return grids.flatMap((grid) =>
    grid.cell.map((shape) => {
      const alone = [{ ...grid, cell: [shape] }];
      const covered = boxes.filter((box) => bestAnchorIou(box, alone) >= COVERED_FROM);
      const [width, height] = [shape[2] - shape[0], shape[3] - shape[1]];
      return [
        `${fixed(width, 1)} × ${fixed(height, 1)}`,
        `${grid.stride} px`,
        grouped(covered.length),
      ];
    }),
  );
}
