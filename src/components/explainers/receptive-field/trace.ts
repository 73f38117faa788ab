import {
  convOutputSize,
  kernelExtent,
  poolOutputSize,
  receptiveFields,
  VisionError,
  type Link,
  type ReceptiveField,
} from '../../../vision/index.ts';
import { AXES, HORIZONTAL, VERTICAL, windowOf, type Axis, type Layer } from './layers.ts';

/** One layer along one axis: what came in, what goes out. */
export interface AxisStep {
  readonly window: Required<Link>;
  /** Elements that the kernel spans. */
  readonly extent: number;
  readonly before: ReceptiveField;
  readonly after: ReceptiveField;
  /** Cells of the layer's input and output. */
  readonly inputSize: number;
  readonly outputSize: number;
  /** Cells of the output if the layer had no padding; 0 when nothing would come out. */
  readonly unpaddedSize: number;
}

/** One layer along both axes. */
export type TraceRow = readonly [vertical: AxisStep, horizontal: AxisStep];

/** A stack followed from the pixels as far as it goes. */
export interface Trace {
  /** One row for each layer that has an output. */
  readonly rows: readonly TraceRow[];
  /** Why the layer after the last row has none; `undefined` when all have. */
  readonly problem: string | undefined;
}

/** Farther apart than this, in pixels, the figure stops counting: no picture is that large. */
const LARGEST_JUMP = 1_000_000;

/** What a pixel of the picture sees: itself. */
export const PIXEL: ReceptiveField = { size: 1, jump: 1, start: 0, center: 0 };

/** Follows a stack over a picture of `width × height` pixels; stops at the first layer without an output. */
export function trace(stack: readonly Layer[], width: number, height: number): Trace {
  const fields = AXES.map((axis) => receptiveFields(stack.map((layer) => windowOf(layer, axis))));
  const rows: TraceRow[] = [];
  for (const [index, layer] of stack.entries()) {
    const step = (axis: Axis, picture: number): AxisStep => {
      const window = fullWindow(layer, axis);
      const inputSize = rows[index - 1]?.[axis].outputSize ?? picture;
      return {
        window,
        extent: kernelExtent(window),
        before: fields[axis]?.[index - 1] ?? PIXEL,
        after: fields[axis]?.[index] ?? PIXEL,
        inputSize,
        outputSize: outputSize(layer, inputSize, window),
        unpaddedSize: sizeOrNone(layer, inputSize, { ...window, padding: 0 }),
      };
    };
    try {
      const row: TraceRow = [step(VERTICAL, height), step(HORIZONTAL, width)];
      if (row[VERTICAL].after.jump > LARGEST_JUMP) {
        const problem = 'Its cells lie more than a million pixels apart: the figure stops here.';
        return { rows, problem };
      }
      rows.push(row);
    } catch (error) {
      if (error instanceof VisionError) return { rows, problem: error.message };
      throw error;
    }
  }
  return { rows, problem: undefined };
}

function fullWindow(layer: Layer, axis: Axis): Required<Link> {
  const { kernel, stride = 1, padding = 0, dilation = 1, ceilMode = false } = windowOf(layer, axis);
  return { kernel, stride, padding, dilation, ceilMode };
}

function outputSize(layer: Layer, input: number, window: Link): number {
  return layer.op === 'pool'
    ? poolOutputSize(input, window, layer.ceil)
    : convOutputSize(input, window);
}

function sizeOrNone(layer: Layer, input: number, window: Link): number {
  try {
    return outputSize(layer, input, window);
  } catch (error) {
    if (error instanceof VisionError) return 0;
    throw error;
  }
}
