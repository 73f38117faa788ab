import type { Field } from '../../figures/state-codec.ts';
import { kernelExtent, type ChainLink, type Link } from '../../../vision/index.ts';
import {
  allowedJoin,
  chainLinkOf,
  joinName,
  readJoin,
  weightsOfJoin,
  windowOfJoin,
  writeJoin,
  type Join,
} from './joins.ts';

/** One layer of a stack, or a block of branches that join. */
export type Layer = SingleLayer | Join;

/** A convolution or a pooling. Pairs are height before width, as in PyTorch. */
export interface SingleLayer {
  readonly op: 'conv' | 'pool';
  readonly kernel: readonly [height: number, width: number];
  readonly stride: number;
  /** 1 for pooling. */
  readonly dilation: number;
  readonly padding: readonly [height: number, width: number];
  /** Pooling only: a last window may reach beyond the input, so that the size is rounded up. */
  readonly ceil: boolean;
}

/** An axis of the picture, as an index of a layer's pairs. */
export type Axis = 0 | 1;
export const VERTICAL = 0;
export const HORIZONTAL = 1;
export const AXES: readonly Axis[] = [VERTICAL, HORIZONTAL];

/** The longest stack. */
export const MOST_LAYERS = 64;

/** The largest value of each part of a layer; all but padding start at 1. */
export const MOST = { kernel: 15, stride: 8, dilation: 36, padding: 36 } as const;

/** Returns the window of a layer along one axis; of branches that join, the one that spans them all. */
export function windowOf(layer: Layer, axis: Axis): Link {
  if (layer.op === 'join') return windowOfJoin(layer);
  return {
    kernel: layer.kernel[axis],
    stride: layer.stride,
    padding: layer.padding[axis],
    dilation: layer.dilation,
    ceilMode: layer.ceil,
  };
}

/** Returns a layer as a link through which influence is traced back along one axis. */
export function chainLink(layer: Layer, axis: Axis): ChainLink {
  return layer.op === 'join' ? chainLinkOf(layer) : windowOf(layer, axis);
}

/** Returns the weights of one kernel of each convolution of a layer, added. */
export function weightsOf(layer: Layer): number {
  if (layer.op === 'join') return weightsOfJoin(layer);
  return layer.op === 'conv' ? layer.kernel[0] * layer.kernel[1] : 0;
}

/** The most padding that a layer allows along an axis: for pooling half its kernel, as in PyTorch. */
export function mostPadding(layer: SingleLayer, axis: Axis): number {
  return layer.op === 'pool' ? Math.floor(layer.kernel[axis] / 2) : MOST.padding;
}

/** Returns a convolution with the padding that keeps the size where its stride is 1. */
export function convolution(kernel: number, stride = 1, dilation = 1): SingleLayer {
  const padding = Math.min(MOST.padding, (kernelExtent({ kernel, dilation }) - 1) >> 1);
  return {
    op: 'conv',
    kernel: [kernel, kernel],
    stride,
    dilation,
    padding: [padding, padding],
    ceil: false,
  };
}

/** Returns a layer that can be built: numbers in range, pooling without dilation and with little padding. */
export function allowed(layer: Layer): Layer {
  if (layer.op === 'join') return allowedJoin(layer, MOST.stride);
  const pool = layer.op === 'pool';
  const between = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Number.isFinite(value) ? Math.round(value) : least));
  const kernel = [
    between(layer.kernel[0], 1, MOST.kernel),
    between(layer.kernel[1], 1, MOST.kernel),
  ] as const;
  const shaped: SingleLayer = {
    op: layer.op,
    kernel,
    stride: between(layer.stride, 1, MOST.stride),
    dilation: pool ? 1 : between(layer.dilation, 1, MOST.dilation),
    padding: [0, 0],
    ceil: pool && layer.ceil,
  };
  const padding = (axis: Axis): number =>
    between(layer.padding[axis], 0, mostPadding(shaped, axis));
  return { ...shaped, padding: [padding(VERTICAL), padding(HORIZONTAL)] };
}

const RUN = /^(.+?)(?:\*(\d{1,2}))?$/;
const TOKEN =
  /^(m?)(\d{1,2})(?:x(\d{1,2}))?(?:s(\d))?(?:d(\d{1,2}))?(?:p(\d{1,2})(?:x(\d{1,2}))?)?(u?)$/;

/** Writes a layer: `3s2p1` is 3 × 3, stride 2, padding 1; `m2s2` a pooling; `7x1p3x0` a tall kernel. */
function writeLayer(layer: Layer): string {
  if (layer.op === 'join') return writeJoin(layer);
  const { op, kernel, stride, dilation, padding, ceil } = layer;
  const pair = ([a, b]: readonly [number, number]): string => (a === b ? `${a}` : `${a}x${b}`);
  const parts = [
    op === 'pool' ? 'm' : '',
    pair(kernel),
    stride > 1 ? `s${stride}` : '',
    dilation > 1 ? `d${dilation}` : '',
    padding[0] + padding[1] > 0 ? `p${pair(padding)}` : '',
    ceil ? 'u' : '',
  ];
  return parts.join('');
}

/** Writes a stack: its layers joined by dots, equal neighbours once with their count, `3p1*4`. */
export function writeStack(stack: readonly Layer[]): string {
  const runs: { text: string; count: number }[] = [];
  for (const text of stack.map(writeLayer)) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count > 1 ? `${text}*${count}` : text)).join('.');
}

/** Reads what {@link writeStack} writes; `undefined` for anything that no stack can be. */
export function readStack(text: string): readonly Layer[] | undefined {
  if (text === '') return [];
  const stack: Layer[] = [];
  for (const run of text.split('.')) {
    const [, token = '', count = '1'] = RUN.exec(run) ?? [];
    const layer = readJoin(token) ?? readSingle(token);
    // What would have to be changed to be built is not what anybody's figure wrote.
    if (!layer || JSON.stringify(allowed(layer)) !== JSON.stringify(layer)) return undefined;
    if (Number(count) < 1 || stack.length + Number(count) > MOST_LAYERS) return undefined;
    for (let copy = 0; copy < Number(count); copy += 1) stack.push(layer);
  }
  return stack;
}

function readSingle(token: string): SingleLayer | undefined {
  const match = TOKEN.exec(token);
  if (!match) return undefined;
  const [, pool, height = '', width = height, stride = '1', dilation = '1'] = match;
  const [up = '0', across = up, ceil] = match.slice(6);
  return {
    op: pool ? 'pool' : 'conv',
    kernel: [Number(height), Number(width)],
    stride: Number(stride),
    dilation: Number(dilation),
    padding: [Number(up), Number(across)],
    ceil: ceil === 'u',
  };
}

/** A stack of at most {@link MOST_LAYERS} layers in the address. */
export function stackField(initial: readonly Layer[]): Field<readonly Layer[]> {
  return { initial, write: writeStack, read: readStack };
}

/** Returns what a layer is called in lists: `conv 3 × 3, stride 2`. */
export function layerName(layer: Layer): string {
  if (layer.op === 'join') return joinName(layer);
  const {
    op,
    kernel: [height, width],
    stride,
    dilation,
  } = layer;
  const parts = [`${op === 'pool' ? 'pool' : 'conv'} ${height} × ${width}`];
  if (stride > 1) parts.push(`stride ${stride}`);
  if (dilation > 1) parts.push(`dilated ${dilation}`);
  return parts.join(', ');
}
