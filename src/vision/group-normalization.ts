// Typed-array reads are in range by construction, hence `!`.
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';
import { checkAffine, inverseRoot, type Affine } from './normalization.ts';

/**
 * Returns group normalisation (Wu and He 2018): mean and variance over all places of each group of
 * channels, of one image alone. One group is layer normalisation over the whole map, as many groups
 * as channels are instance normalisation. Matches `group_norm` of PyTorch.
 *
 * @throws VisionError when the channels do not divide into the groups.
 */
export function groupNorm(map: FeatureMap, groups: number, affine: Affine = {}): FeatureMap {
  checkMap(map);
  wholeNumber(groups, 1, 'number of groups');
  demand(
    map.channels % groups === 0,
    `${map.channels} channels do not divide into ${groups} groups.`,
  );
  checkAffine(affine, map.channels);
  const output = emptyMap(map.channels, map.height, map.width);
  const plane = map.height * map.width;
  const size = map.data.length / groups;
  for (let start = 0; start < map.data.length; start += size) {
    normalize(map.data, output.data, { start, count: size, step: 1 }, affine, (i) =>
      Math.floor(i / plane),
    );
  }
  return output;
}

/**
 * Returns layer normalisation over the channels of each place alone, as transformers and ConvNeXt
 * have it (Ba et al. 2016). Matches `layer_norm` of PyTorch on channels-last input.
 */
export function layerNorm(map: FeatureMap, affine: Affine = {}): FeatureMap {
  checkMap(map);
  checkAffine(affine, map.channels);
  const output = emptyMap(map.channels, map.height, map.width);
  const plane = map.height * map.width;
  for (let start = 0; start < plane; start += 1) {
    const run = { start, count: map.channels, step: plane };
    normalize(map.data, output.data, run, affine, (i) => Math.floor(i / plane));
  }
  return output;
}

/** Options of {@link localResponseNorm}. */
export interface LocalResponseOptions {
  /** How many neighbouring channels count. */
  readonly size: number;
  readonly alpha?: number;
  readonly beta?: number;
  readonly bias?: number;
}

/**
 * Returns x / (bias + α · mean of x² over `size` neighbouring channels)^β, channels outside being 0
 * (Krizhevsky et al. 2012). Matches `local_response_norm` of PyTorch, where α is divided by `size`;
 * in the paper it is not.
 */
export function localResponseNorm(
  map: FeatureMap,
  { size, alpha = 1e-4, beta = 0.75, bias = 1 }: LocalResponseOptions,
): FeatureMap {
  checkMap(map);
  wholeNumber(size, 1, 'number of neighbouring channels');
  const output = emptyMap(map.channels, map.height, map.width);
  const plane = map.height * map.width;
  for (let i = 0; i < map.data.length; i += 1) {
    const channel = Math.floor(i / plane);
    const first = Math.max(channel - Math.floor(size / 2), 0);
    const last = Math.min(channel + Math.floor((size - 1) / 2), map.channels - 1);
    let sum = 0;
    for (let c = first; c <= last; c += 1) sum += map.data[(c - channel) * plane + i]! ** 2;
    output.data[i] = map.data[i]! / (bias + (alpha * sum) / size) ** beta;
  }
  return output;
}

/** Numbers at equal distances: the ones that share a mean and a variance. */
interface Run {
  readonly start: number;
  readonly count: number;
  readonly step: number;
}

function normalize(
  from: Float64Array,
  to: Float64Array,
  { start, count, step }: Run,
  affine: Affine,
  channelOf: (index: number) => number,
): void {
  const end = start + count * step;
  let mean = 0;
  for (let i = start; i < end; i += step) mean += from[i]! / count;
  let variance = 0;
  for (let i = start; i < end; i += step) variance += (from[i]! - mean) ** 2 / count;
  const factor = inverseRoot(variance, affine);
  for (let i = start; i < end; i += step) {
    const channel = channelOf(i);
    const scale = affine.scale?.[channel] ?? 1;
    to[i] = (from[i]! - mean) * factor * scale + (affine.shift?.[channel] ?? 0);
  }
}
