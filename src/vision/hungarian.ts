// Typed-array reads are in range by construction, hence `!`.
import { convertBox, type Quad } from './boxes.ts';
import { demand } from './errors.ts';
import { giou } from './iou.ts';
import { softmax, transpose } from './matrix.ts';

/** Pairs of rows and columns: `rows[i]` goes with `columns[i]`. Rows rise. */
export interface Assignment {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Sum of the costs of all pairs. */
  readonly total: number;
}

/**
 * Returns the assignment of least total cost, each row to at most one column and each column to at
 * most one row, as many pairs as the shorter side has. Shortest augmenting paths, O(n³)
 * (Crouse 2016); agrees with `linear_sum_assignment` of SciPy.
 *
 * @param cost One row per left member; `Infinity` forbids a pair.
 * @throws VisionError for NaN, −Infinity, ragged rows, or when forbidden pairs leave no assignment.
 */
export function assign(cost: readonly (readonly number[])[]): Assignment {
  const width = cost[0]?.length ?? 0;
  for (const row of cost) {
    demand(row.length === width, 'Every row of a cost matrix must have the same length.');
    for (const value of row) {
      demand(value > -Infinity, `A cost must be a number or Infinity, got ${value}.`);
    }
  }
  if (width === 0) return { rows: [], columns: [], total: 0 };
  const tall = cost.length > width;
  const matrix = tall ? transpose(cost) : cost;
  const columnOf = assignRows(matrix);
  const pairs = columnOf
    .map((column, row): readonly [number, number] => (tall ? [column, row] : [row, column]))
    .sort((a, b) => a[0] - b[0]);
  return {
    rows: pairs.map(([row]) => row),
    columns: pairs.map(([, column]) => column),
    total: pairs.reduce((sum, [row, column]) => sum + cost[row]![column]!, 0),
  };
}

/** The column of each row, for a matrix with no more rows than columns. */
function assignRows(cost: readonly (readonly number[])[]): number[] {
  const columns = cost[0]!.length;
  const rowPrices = new Float64Array(cost.length);
  const columnPrices = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  const columnOf = new Array<number>(cost.length).fill(-1);
  for (let start = 0; start < cost.length; start += 1) {
    const shortest = new Float64Array(columns).fill(Infinity);
    const cameFrom = new Int32Array(columns).fill(-1);
    const settled = new Uint8Array(columns);
    let row = start;
    let distance = 0;
    let end = -1;
    while (end < 0) {
      let nearest = -1;
      for (let column = 0; column < columns; column += 1) {
        if (settled[column]!) continue;
        const step = cost[row]![column]! - rowPrices[row]! - columnPrices[column]!;
        if (distance + step < shortest[column]!) {
          shortest[column] = distance + step;
          cameFrom[column] = row;
        }
        const best = nearest < 0 ? Infinity : shortest[nearest]!;
        // Of equal distances a free column ends the search sooner.
        const free = shortest[column] === best && rowOf[column] === -1;
        if (shortest[column]! < best || free) nearest = column;
      }
      demand(
        nearest >= 0 && shortest[nearest]! < Infinity,
        'The forbidden pairs leave no assignment of every row.',
      );
      distance = shortest[nearest]!;
      settled[nearest] = 1;
      if (rowOf[nearest] === -1) end = nearest;
      else row = rowOf[nearest]!;
    }
    for (let column = 0; column < columns; column += 1) {
      if (!settled[column]!) continue;
      const change = distance - shortest[column]!;
      if (rowOf[column]! >= 0) rowPrices[rowOf[column]!]! += change;
      columnPrices[column]! -= change;
    }
    rowPrices[start]! += distance;
    for (let column = end; column >= 0;) {
      const previous = cameFrom[column]!;
      rowOf[column] = previous;
      [columnOf[previous], column] = [column, columnOf[previous]!];
    }
  }
  return columnOf;
}

/** What a set prediction is matched by; boxes are `[cx, cy, width, height]`, relative. */
export interface SetPrediction {
  /** One row of class logits per prediction; the softmax runs over all of them. */
  readonly logits: readonly (readonly number[])[];
  readonly boxes: readonly Quad[];
  readonly targetLabels: readonly number[];
  readonly targetBoxes: readonly Quad[];
}

/** How much the class probability, the L1 distance and the GIoU count; DETR uses 1, 5, 2. */
export interface SetCostWeights {
  readonly class: number;
  readonly l1: number;
  readonly giou: number;
}

/** What each pair of a prediction (row) and a target (column) costs in DETR's matching, and why. */
export interface SetCosts {
  /** −weight·p(class) + weight·L1 − weight·GIoU. */
  readonly total: readonly (readonly number[])[];
  /** Probability that the prediction gives to the target's class. */
  readonly probability: readonly (readonly number[])[];
  /** L1 distance of the two boxes, relative units. */
  readonly l1: readonly (readonly number[])[];
  readonly giou: readonly (readonly number[])[];
}

/** DETR's own weights. */
const DETR_WEIGHTS: SetCostWeights = { class: 1, l1: 5, giou: 2 };

/**
 * Returns the costs by which DETR matches predictions (rows) to targets (columns), with their terms
 * (Carion et al. 2020, section 3.1).
 */
export function setCosts(
  { logits, boxes, targetLabels, targetBoxes }: SetPrediction,
  weights: SetCostWeights = DETR_WEIGHTS,
): SetCosts {
  demand(logits.length === boxes.length, 'Every prediction needs logits and a box.');
  demand(targetLabels.length === targetBoxes.length, 'Every target needs a label and a box.');
  const corners = (quad: Quad): Quad => convertBox(quad, 'cxcywh', 'xyxy');
  const probability = logits.map((row) => {
    const probabilities = softmax(row);
    return targetLabels.map((label, column) => {
      const value = probabilities[label];
      demand(value !== undefined, `Target ${column} has class ${label}, beyond the logits.`);
      return value;
    });
  });
  const l1 = boxes.map((box) =>
    targetBoxes.map((target) =>
      box.reduce((sum, value, i) => sum + Math.abs(value - target[i]!), 0),
    ),
  );
  const overlap = boxes.map((box) =>
    targetBoxes.map((target) => giou(corners(box), corners(target))),
  );
  const total = boxes.map((_, row) =>
    targetBoxes.map(
      (__, column) =>
        -weights.class * probability[row]![column]! +
        weights.l1 * l1[row]![column]! -
        weights.giou * overlap[row]![column]!,
    ),
  );
  return { total, probability, l1, giou: overlap };
}

/** Returns DETR's matching of predictions (rows) to targets (columns): the least total cost. */
export function matchSets(
  prediction: SetPrediction,
  weights: SetCostWeights = DETR_WEIGHTS,
): Assignment {
  return assign(setCosts(prediction, weights).total);
}
