// Typed-array reads are in range by construction, hence `!`.
import { checkBox, type Box } from './boxes.ts';
import { centerPenalty } from './iou.ts';

/** About this many boxes per cell of the grid, were they spread evenly. */
const BOXES_PER_CELL = 4;

/** No more cells than this along one side. */
const MOST_CELLS = 64;

/** Widens search windows by more than rounding can move a bound, as a share of the box's size. */
const SLACK = 1e-9;

/**
 * The boxes that suppression has kept so far, in a grid over their top-left corners, so that a
 * candidate is compared only with boxes near enough to suppress it.
 *
 * Why a window is enough: IoU > t forces the shared width above t·w, and the other box's width
 * below w/t, where w is the candidate's own width. So the other's left edge lies between
 * x1 − w·(1/t − 1) and x1 + w·(1 − t); likewise vertically. DIoU never exceeds IoU.
 */
export class KeptBoxes {
  private readonly boxes: readonly Box[];
  private readonly corners: Float64Array;
  private readonly areas: Float64Array;
  private readonly classes: ArrayLike<number> | null;
  private readonly threshold: number;
  private readonly byDistance: boolean;
  /** Cells along one side. */
  private readonly side: number;
  /** First kept box of each cell, then the next one of each box; −1 ends a chain. */
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private left = Infinity;
  private top = Infinity;
  private cellsPerX = 0;
  private cellsPerY = 0;
  private widest = 0;
  private tallest = 0;

  constructor(
    boxes: readonly Box[],
    classes: ArrayLike<number> | null,
    threshold: number,
    byDistance: boolean,
  ) {
    const count = boxes.length;
    this.boxes = boxes;
    this.corners = new Float64Array(4 * count);
    this.areas = new Float64Array(count);
    this.classes = classes;
    this.threshold = threshold;
    this.byDistance = byDistance;
    this.side = Math.max(1, Math.min(MOST_CELLS, Math.floor(Math.sqrt(count / BOXES_PER_CELL))));
    this.heads = new Int32Array(this.side * this.side).fill(-1);
    this.next = new Int32Array(count);
    this.measure();
  }

  /** Copies the boxes into flat arrays and lays the grid over their corners. */
  private measure(): void {
    const { corners, areas } = this;
    let [right, bottom] = [-Infinity, -Infinity];
    let at = 0;
    for (const box of this.boxes) {
      checkBox(box);
      // By index: destructuring runs an iterator, which costs more than all the rest here.
      const x1 = box[0];
      const y1 = box[1];
      const x2 = box[2];
      const y2 = box[3];
      corners[4 * at] = x1;
      corners[4 * at + 1] = y1;
      corners[4 * at + 2] = x2;
      corners[4 * at + 3] = y2;
      areas[at] = (x2 - x1) * (y2 - y1);
      if (x1 < this.left) this.left = x1;
      if (y1 < this.top) this.top = y1;
      if (x1 > right) right = x1;
      if (y1 > bottom) bottom = y1;
      if (x2 - x1 > this.widest) this.widest = x2 - x1;
      if (y2 - y1 > this.tallest) this.tallest = y2 - y1;
      at += 1;
    }
    if (right > this.left) this.cellsPerX = this.side / (right - this.left);
    if (bottom > this.top) this.cellsPerY = this.side / (bottom - this.top);
  }

  /** Adds a kept box. */
  add(index: number): void {
    // A box without area has IoU 0 with everything and suppresses nothing.
    if (this.areas[index]! === 0) return;
    const column = this.column(this.corners[4 * index]!);
    const cell = this.row(this.corners[4 * index + 1]!) * this.side + column;
    this.next[index] = this.heads[cell]!;
    this.heads[cell] = index;
  }

  /** Tells whether a kept box overlaps this one by more than the threshold. */
  suppresses(index: number): boolean {
    const { boxes, corners, areas, heads, next, classes, threshold, byDistance, side } = this;
    const area = areas[index]!;
    if (area === 0) return false;
    const at = 4 * index;
    const x1 = corners[at]!;
    const y1 = corners[at + 1]!;
    const x2 = corners[at + 2]!;
    const y2 = corners[at + 3]!;
    const growth = 1 / threshold - 1 + SLACK;
    const shrink = 1 - threshold + SLACK;
    const before = Math.min((x2 - x1) * growth, this.widest * (1 + SLACK));
    const above = Math.min((y2 - y1) * growth, this.tallest * (1 + SLACK));
    const firstColumn = this.column(x1 - before);
    const lastColumn = this.column(x1 + (x2 - x1) * shrink);
    const lastRow = this.row(y1 + (y2 - y1) * shrink);
    for (let row = this.row(y1 - above); row <= lastRow; row += 1) {
      const lastCell = row * side + lastColumn;
      for (let cell = row * side + firstColumn; cell <= lastCell; cell += 1) {
        for (let other = heads[cell]!; other >= 0; other = next[other]!) {
          const otherAt = 4 * other;
          const otherX1 = corners[otherAt]!;
          const otherX2 = corners[otherAt + 2]!;
          const width = (x2 < otherX2 ? x2 : otherX2) - (x1 > otherX1 ? x1 : otherX1);
          if (width <= 0) continue;
          const otherY1 = corners[otherAt + 1]!;
          const otherY2 = corners[otherAt + 3]!;
          const height = (y2 < otherY2 ? y2 : otherY2) - (y1 > otherY1 ? y1 : otherY1);
          if (height <= 0) continue;
          const shared = width * height;
          // Division, in the order of the reference, so that ties with the threshold fall alike.
          const overlap = shared / (areas[other]! + area - shared);
          if (overlap <= threshold) continue;
          if (classes && classes[other] !== classes[index]) continue;
          if (!byDistance) return true;
          if (overlap - centerPenalty(boxes[other]!, boxes[index]!) > threshold) return true;
        }
      }
    }
    return false;
  }

  private column(x: number): number {
    const cell = Math.floor((x - this.left) * this.cellsPerX);
    return cell < 0 ? 0 : cell < this.side ? cell : this.side - 1;
  }

  private row(y: number): number {
    const cell = Math.floor((y - this.top) * this.cellsPerY);
    return cell < 0 ? 0 : cell < this.side ? cell : this.side - 1;
  }
}
