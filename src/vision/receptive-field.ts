// Typed-array reads are in range by construction, hence `!`.
import {
  convOutputSize,
  kernelExtent,
  poolOutputSize,
  type Window,
} from './convolution-arithmetic.ts';
import { demand } from './errors.ts';

/** Branches that read the same input and whose outputs are added or concatenated. */
export interface Parallel {
  /** Each branch is a chain; an empty one is a shortcut. */
  readonly branches: readonly (readonly Stage[])[];
}

/** One step of a network along one axis: a convolution or pooling window, or parallel branches. */
export type Stage = Window | Parallel;

/** Which input elements an output element can see, along one axis. */
export interface ReceptiveField {
  /** Elements from the first to the last that matter. */
  readonly size: number;
  /** Input elements between the fields of neighbouring outputs. */
  readonly jump: number;
  /** First element of output 0's field; negative inside the padding. */
  readonly start: number;
  /** Middle of output 0's field: `start + (size − 1) / 2`. */
  readonly center: number;
}

/**
 * Returns the receptive field of a network's output (Araujo, Norris and Sim 2019). Of parallel
 * branches the union counts.
 *
 * @throws VisionError when branches that join advance by different strides.
 */
export function receptiveField(stages: readonly Stage[]): ReceptiveField {
  return extend(ELEMENT, stages);
}

/** Returns the receptive field after each stage, for figures that build it up layer by layer. */
export function receptiveFields(stages: readonly Stage[]): ReceptiveField[] {
  let field = ELEMENT;
  return stages.map((stage) => (field = extend(field, [stage])));
}

/** What an input element sees: itself. */
const ELEMENT: ReceptiveField = { size: 1, jump: 1, start: 0, center: 0 };

function extend(from: ReceptiveField, stages: readonly Stage[]): ReceptiveField {
  return stages.reduce<ReceptiveField>((field, stage) => {
    if ('branches' in stage) return union(stage.branches.map((branch) => extend(field, branch)));
    const size = field.size + (kernelExtent(stage) - 1) * field.jump;
    const start = field.start - (stage.padding ?? 0) * field.jump;
    const jump = field.jump * (stage.stride ?? 1);
    return { size, jump, start, center: start + (size - 1) / 2 };
  }, from);
}

function union(fields: readonly ReceptiveField[]): ReceptiveField {
  const [first] = fields;
  demand(first !== undefined, 'Parallel branches need at least one branch.');
  const { jump } = first;
  demand(
    fields.every((field) => field.jump === jump),
    'Branches that join must advance by the same stride.',
  );
  const start = Math.min(...fields.map((field) => field.start));
  const end = Math.max(...fields.map((field) => field.start + field.size));
  return { size: end - start, jump, start, center: start + (end - start - 1) / 2 };
}

/** A link of a chain: a convolution, or a pooling that may round its output length up. */
export interface Link extends Window {
  readonly ceilMode?: boolean;
}

/** Branches of links that read the same input and are averaged; an empty one is a shortcut. */
export interface ParallelLinks {
  readonly branches: readonly (readonly ChainLink[])[];
}

/** One step of a chain through which influence is traced back. */
export type ChainLink = Link | ParallelLinks;

/** How much each input element contributes to one output element. */
export interface Influence {
  /** Length of the output. */
  readonly outputSize: number;
  /** First and last input element with any influence; both −1 when there is none. */
  readonly first: number;
  readonly last: number;
  /** How many elements from first to last have influence: fewer than all when there are holes. */
  readonly touched: number;
  /** The weights from first to last: with kernels that average, they sum to at most 1. */
  readonly profile: readonly number[];
}

/**
 * Returns how input elements influence output element `output` of a chain in which every kernel and
 * every join of branches averages: the gradient, traced back through every layer within the bounds
 * of each. Padding takes its share and passes nothing on.
 *
 * @param input Length of the input.
 * @param output Index of the output element. Default: the middle, `⌊outputSize / 2⌋`.
 * @throws VisionError when branches that join end in different lengths.
 */
export function influence(chain: readonly ChainLink[], input: number, output?: number): Influence {
  const outputSize = lengthAfter(chain, input);
  const index = output ?? Math.floor(outputSize / 2);
  demand(
    Number.isInteger(index) && index >= 0 && index < outputSize,
    `The output has elements 0 to ${outputSize - 1}, not ${index}.`,
  );
  const chosen = new Float64Array(outputSize);
  chosen[index] = 1;
  const weights = traceBack(chosen, chain, input);
  const touched = Array.from(weights.keys()).filter((at) => weights[at]! > 0);
  const first = touched[0] ?? -1;
  const last = touched.at(-1) ?? -1;
  const profile = first < 0 ? [] : Array.from(weights.subarray(first, last + 1));
  return { outputSize, first, last, touched: touched.length, profile };
}

/** Length of the output of a chain. */
function lengthAfter(chain: readonly ChainLink[], input: number): number {
  return chain.reduce((size, link) => {
    if (!('branches' in link)) {
      return link.ceilMode ? poolOutputSize(size, link, true) : convOutputSize(size, link);
    }
    const lengths = link.branches.map((branch) => lengthAfter(branch, size));
    const [length] = lengths;
    demand(length !== undefined, 'Parallel branches need at least one branch.');
    demand(
      lengths.every((other) => other === length),
      `Branches that join must end in the same length, not ${lengths.join(' and ')}.`,
    );
    return length;
  }, input);
}

/** Traces weights of the output of a chain back to its input of `size` elements. */
function traceBack(weights: Float64Array, chain: readonly ChainLink[], size: number): Float64Array {
  const link = chain.at(-1);
  if (!link) return weights;
  const rest = chain.slice(0, -1);
  const inputSize = lengthAfter(rest, size);
  if (!('branches' in link)) return traceBack(spread(weights, link, inputSize), rest, size);
  const joined = new Float64Array(inputSize);
  for (const branch of link.branches) {
    for (const [at, weight] of traceBack(weights, branch, inputSize).entries()) {
      joined[at]! += weight / link.branches.length;
    }
  }
  return traceBack(joined, rest, size);
}

/** Sends each output's weight back to the inputs under its window, in equal shares. */
function spread(weights: Float64Array, window: Window, size: number): Float64Array<ArrayBuffer> {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = window;
  const result = new Float64Array(size);
  for (const [place, weight] of weights.entries()) {
    if (weight === 0) continue;
    for (let tap = 0; tap < kernel; tap += 1) {
      const at = place * stride - padding + tap * dilation;
      if (at >= 0 && at < size) result[at]! += weight / kernel;
    }
  }
  return result;
}
