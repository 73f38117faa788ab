// Typed-array reads are in range by construction, hence `!`.
import { demand, wholeNumber } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';

/** What normalised values are multiplied with and shifted by, per channel. */
export interface Affine {
  /** One factor per channel. Default 1. */
  readonly scale?: readonly number[];
  /** One number per channel. Default 0. */
  readonly shift?: readonly number[];
  /** Added to the variance before the root. Default 1e-5. */
  readonly epsilon?: number;
}

/** Mean and variance per channel. */
export interface ChannelStatistics {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/**
 * Returns mean and variance of each channel over a whole batch and all its places: what batch
 * normalisation divides by in training. The variance is that of the sample, divided by n.
 */
export function batchStatistics(batch: readonly FeatureMap[]): ChannelStatistics {
  const { channels } = checkBatch(batch);
  const mean = channelSums(batch, channels, (value) => value).map((sum) => sum / size(batch));
  const variance = channelSums(batch, channels, (value, c) => (value - mean[c]!) ** 2).map(
    (sum) => sum / size(batch),
  );
  return { mean, variance };
}

/** What batch normalisation remembers for use after training. */
export interface RunningStatistics extends ChannelStatistics {
  readonly batches: number;
}

/** Returns the statistics that batch normalisation starts from: mean 0, variance 1. */
export function initialStatistics(channels: number): RunningStatistics {
  wholeNumber(channels, 1, 'number of channels');
  const all = (value: number) => new Array<number>(channels).fill(value);
  return { mean: all(0), variance: all(1), batches: 0 };
}

/**
 * Returns running statistics after one more batch: (1 − m) · old + m · new, where the new variance
 * is the unbiased one, divided by n − 1. Matches `nn.BatchNorm2d` of PyTorch.
 *
 * @param momentum The share m of the new batch; null for the plain mean over all batches.
 */
export function trackStatistics(
  running: RunningStatistics,
  batch: readonly FeatureMap[],
  momentum: number | null = 0.1,
): RunningStatistics {
  const { mean, variance } = batchStatistics(batch);
  const count = size(batch);
  demand(count > 1, 'A variance needs more than one value per channel.');
  demand(running.mean.length === mean.length, 'The batch has other channels than the statistics.');
  const batches = running.batches + 1;
  const share = momentum ?? 1 / batches;
  const towards = (old: readonly number[], now: readonly number[], factor: number) =>
    old.map((value, c) => (1 - share) * value + share * factor * now[c]!);
  return {
    mean: towards(running.mean, mean, 1),
    variance: towards(running.variance, variance, count / (count - 1)),
    batches,
  };
}

/**
 * Returns a map normalised by given statistics: (x − mean) / √(variance + ε) · scale + shift. With
 * {@link batchStatistics} it is batch normalisation in training, with running ones in use (Ioffe
 * and Szegedy 2015).
 */
export function normalizeChannels(
  map: FeatureMap,
  { mean, variance }: ChannelStatistics,
  affine: Affine = {},
): FeatureMap {
  checkMap(map);
  checkAffine(affine, map.channels);
  demand(
    mean.length === map.channels && variance.length === map.channels,
    'Every channel needs its mean and its variance.',
  );
  const output = emptyMap(map.channels, map.height, map.width);
  const plane = map.height * map.width;
  for (let c = 0; c < map.channels; c += 1) {
    const factor = inverseRoot(variance[c]!, affine) * (affine.scale?.[c] ?? 1);
    const shift = affine.shift?.[c] ?? 0;
    for (let i = c * plane; i < (c + 1) * plane; i += 1) {
      output.data[i] = (map.data[i]! - mean[c]!) * factor + shift;
    }
  }
  return output;
}

/** How a loss changes with everything that goes into batch normalisation. */
export interface BatchNormGradients {
  readonly inputs: FeatureMap[];
  readonly scale: number[];
  readonly shift: number[];
}

/**
 * Returns how a loss changes with the input of batch normalisation in training, given how it
 * changes with the output: the mean and the slope along the input are taken out, because the
 * statistics move along.
 */
export function batchNormGradients(
  batch: readonly FeatureMap[],
  changes: readonly FeatureMap[],
  affine: Affine = {},
): BatchNormGradients {
  const { channels } = checkBatch(batch);
  checkAffine(affine, channels);
  demand(
    changes.length === batch.length &&
      changes.every((change, i) => change.data.length === batch[i]!.data.length),
    'Gradients must have the shape of the batch.',
  );
  const statistics = batchStatistics(batch);
  const epsilon = affine.epsilon ?? 1e-5;
  const normal = batch.map((map) => normalizeChannels(map, statistics, { epsilon }));
  const shift = channelSums(changes, channels, (value) => value);
  const scale = channelSums(
    changes,
    channels,
    (value, _channel, b, i) => value * normal[b]!.data[i]!,
  );
  const count = size(batch);
  const inputs = changes.map((change, b) => {
    const result = emptyMap(channels, change.height, change.width);
    const plane = change.height * change.width;
    for (let i = 0; i < change.data.length; i += 1) {
      const c = Math.floor(i / plane);
      const factor = inverseRoot(statistics.variance[c]!, affine) * (affine.scale?.[c] ?? 1);
      const along = (shift[c]! + normal[b]!.data[i]! * scale[c]!) / count;
      result.data[i] = factor * (change.data[i]! - along);
    }
    return result;
  });
  return { inputs, scale, shift };
}

/** Throws unless scale and shift have one number per channel. */
export function checkAffine({ scale, shift, epsilon = 1e-5 }: Affine, channels: number): void {
  demand(epsilon >= 0, `Epsilon must be at least 0, got ${epsilon}.`);
  demand(
    (!scale || scale.length === channels) && (!shift || shift.length === channels),
    `Scale and shift need one number for each of ${channels} channels.`,
  );
}

/** Returns 1 / √(variance + ε). */
export function inverseRoot(variance: number, { epsilon = 1e-5 }: Affine): number {
  demand(variance + epsilon > 0, 'Values that are all equal cannot be divided by their spread.');
  return 1 / Math.sqrt(variance + epsilon);
}

/** Sums over all maps and places, one per channel. */
function channelSums(
  maps: readonly FeatureMap[],
  channels: number,
  term: (value: number, channel: number, map: number, index: number) => number,
): number[] {
  const sums = new Array<number>(channels).fill(0);
  for (const [b, { data, height, width }] of maps.entries()) {
    for (let c = 0; c < channels; c += 1) {
      const end = (c + 1) * height * width;
      for (let i = c * height * width; i < end; i += 1) sums[c]! += term(data[i]!, c, b, i);
    }
  }
  return sums;
}

function checkBatch(batch: readonly FeatureMap[]): FeatureMap {
  const [first] = batch;
  demand(first !== undefined, 'A batch needs at least one map.');
  for (const map of batch) {
    checkMap(map);
    demand(map.channels === first.channels, 'The maps of a batch must have the same channels.');
  }
  return first;
}

/** How many values of each channel a batch has. */
function size(batch: readonly FeatureMap[]): number {
  return batch.reduce((sum, { height, width }) => sum + height * width, 0);
}
