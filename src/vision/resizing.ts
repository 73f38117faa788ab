// Typed-array reads are in range by construction, hence `!`.
import { wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';

/**
 * How a resized element is computed from its neighbours:
 *
 * - `nearest`: the element ⌊i·n/m⌋, as old versions of libraries do; `nearest-exact`: the one under
 *   the centre of the new element.
 * - `bilinear`, `bicubic` (a = −0.75, Keys 1981): between 2 × 2 or 4 × 4 neighbours, so that
 *   elements are skipped when shrinking by more than 2.
 * - `antialias`: a triangle as wide as the new element, so that every old one counts.
 * - `area`: the mean of the old elements that the new one touches.
 */
export type ResizeMethod =
  'nearest' | 'nearest-exact' | 'bilinear' | 'bicubic' | 'antialias' | 'area';

/** Options of {@link resize}. */
export interface ResizeOptions {
  readonly method?: ResizeMethod;
  /**
   * Whether the centres of the corner elements stay where they are, instead of the borders of the
   * image. Only for `bilinear`. Default false.
   */
  readonly alignCorners?: boolean;
}

/**
 * Returns the map resized to these sizes, every channel by itself. Matches `interpolate` of PyTorch
 * (`antialias` stands for `bilinear` with antialiasing).
 */
export function resize(
  input: FeatureMap,
  height: number,
  width: number,
  { method = 'bilinear', alignCorners = false }: ResizeOptions = {},
): FeatureMap {
  checkMap(input);
  for (const side of [height, width]) wholeNumber(side, 1, 'output size');
  const rows = allTaps(input.height, height, method, alignCorners);
  const columns = allTaps(input.width, width, method, alignCorners);
  return resample(resample(input, columns, 'horizontal'), rows, 'vertical');
}

/** Which old elements make up a new one along an axis: from `first` on, with these weights. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

function allTaps(
  inputs: number,
  outputs: number,
  method: ResizeMethod,
  alignCorners: boolean,
): Taps[] {
  return Array.from({ length: outputs }, (_, i) => {
    const scale = inputs / outputs;
    // Where the centre of the new element lies, in old elements.
    const centre = (i + 0.5) * scale - 0.5;
    switch (method) {
      case 'nearest':
        return { first: Math.floor((i * inputs) / outputs), weights: [1] };
      case 'nearest-exact':
        return { first: Math.floor(((2 * i + 1) * inputs) / (2 * outputs)), weights: [1] };
      case 'bilinear':
        return linear(alignCorners ? cornered(i, inputs, outputs) : centre, inputs);
      case 'bicubic':
        return cubic(centre, inputs);
      case 'antialias':
        return triangle(centre + 0.5, Math.max(scale, 1), inputs);
      case 'area':
        return share(Math.floor((i * inputs) / outputs), Math.ceil(((i + 1) * inputs) / outputs));
    }
  });
}

function cornered(index: number, inputs: number, outputs: number): number {
  return outputs === 1 ? 0 : (index * (inputs - 1)) / (outputs - 1);
}

function linear(at: number, inputs: number): Taps {
  const place = Math.min(Math.max(at, 0), inputs - 1);
  const first = Math.floor(place);
  const rest = place - first;
  return { first, weights: rest === 0 ? [1] : [1 - rest, rest] };
}

function cubic(at: number, inputs: number): Taps {
  const base = Math.floor(at);
  const from = Math.max(base - 1, 0);
  const weights = new Array<number>(Math.min(base + 2, inputs - 1) - from + 1).fill(0);
  // Beyond the border the outermost element repeats.
  for (let tap = base - 1; tap <= base + 2; tap += 1) {
    weights[Math.min(Math.max(tap, 0), inputs - 1) - from]! += cubicWeight(Math.abs(at - tap));
  }
  return { first: from, weights };
}

function cubicWeight(distance: number): number {
  const a = -0.75;
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance ** 2 + 1;
  if (distance < 2) return ((distance - 5) * distance + 8) * distance * a - 4 * a;
  return 0;
}

function triangle(centre: number, reach: number, inputs: number): Taps {
  const first = Math.max(Math.floor(centre - reach + 0.5), 0);
  const end = Math.min(Math.floor(centre + reach + 0.5), inputs);
  const heights = Array.from({ length: end - first }, (_, i) =>
    Math.max(1 - Math.abs(first + i + 0.5 - centre) / reach, 0),
  );
  const sum = heights.reduce((a, b) => a + b, 0);
  return { first, weights: heights.map((height) => height / sum) };
}

function share(first: number, end: number): Taps {
  return { first, weights: new Array<number>(end - first).fill(1 / (end - first)) };
}

/** Applies taps along one axis. */
function resample(
  input: FeatureMap,
  taps: readonly Taps[],
  axis: 'horizontal' | 'vertical',
): FeatureMap {
  const isRow = axis === 'horizontal';
  const { channels, height, width, data } = input;
  const output = isRow
    ? emptyMap(channels, height, taps.length)
    : emptyMap(channels, taps.length, width);
  const [step, lines, lineStep] = isRow ? [1, height, width] : [width, width, 1];
  const [outStep, outLineStep] = isRow ? [1, taps.length] : [width, 1];
  for (let channel = 0; channel < channels; channel += 1) {
    for (let line = 0; line < lines; line += 1) {
      const from = channel * height * width + line * lineStep;
      const to = channel * output.height * output.width + line * outLineStep;
      for (let i = 0; i < taps.length; i += 1) {
        const { first, weights } = taps[i]!;
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap += 1) {
          sum += weights[tap]! * data[from + (first + tap) * step]!;
        }
        output.data[to + i * outStep] = sum;
      }
    }
  }
  return output;
}
