// Lists have an entry for each level, hence `!`.
import type { DetectorCard } from './card.ts';
import { decodePredictions, type Decoded, type LevelValues } from './decode.ts';
import type { Picture } from './engine.ts';
import { RuntimeError } from './errors.ts';
import type { Activation, Job, Ops, Padding, Values } from './ops.ts';
import { toInput } from './preprocess.ts';

/** What a network gives for one level, still on the device. */
export interface LevelOutput<T> {
  /** `[1, rows, columns, anchors per cell × classes]`. */
  readonly logits: T;
  /** `[1, rows, columns, anchors per cell × 4]`. */
  readonly deltas: T;
}

/** Raw outputs of all levels, finest first. */
export type HeadValues = readonly LevelValues[];

const AROUND: Padding = [1, 1, 1, 1];
const NONE: Padding = [0, 0, 0, 0];

/**
 * Returns the outputs of the street detector: a small residual trunk, four levels of strides 4 to 32,
 * an optional top-down pathway, and one head whose kernels all levels share, each with a normalisation of
 * its own. The tensors are named after the
 * layers of `training/detector/model.py`, batch normalisation folded in.
 *
 * `input` is a picture of `toInput`, `[1, height, width, 3]`.
 *
 * @throws RuntimeError `unreadable` when a weight is missing.
 */
export function detectorOutputs<T>(
  ops: Ops<T>,
  { topDown, anchors }: Pick<DetectorCard, 'topDown' | 'anchors'>,
  weights: ReadonlyMap<string, T>,
  input: T,
): LevelOutput<T>[] {
  const layer = (
    name: string,
    x: T,
    padding: Padding,
    stride: number,
    activation: Activation,
  ): T => {
    const kernel = weights.get(`${name}.kernel`);
    const bias = weights.get(`${name}.bias`);
    if (kernel === undefined || bias === undefined) {
      throw new RuntimeError('unreadable', `there are no weights for ${name}`);
    }
    return ops.convolution(x, kernel, bias, { stride, padding, activation });
  };
  const down = (name: string, x: T): T => layer(name, x, AROUND, 2, 'relu');
  const block = (name: string, x: T): T => {
    const first = layer(`${name}.first`, x, AROUND, 1, 'relu');
    return ops.relu(ops.add(x, layer(`${name}.second`, first, AROUND, 1, 'linear')));
  };

  const c2 = block('block2', down('down2', down('stem', input)));
  const c3 = block('block3', down('down3', c2));
  const c4 = block('block4', down('down4', c3));
  const c5 = down('down5', c4);
  const merged = [c2, c3, c4, c5].map((features, index) =>
    layer(`lateral${index + 2}`, features, NONE, 1, 'linear'),
  );
  if (topDown) {
    for (let index = merged.length - 2; index >= 0; index -= 1) {
      const { rows, columns } = anchors.levels[index]!;
      merged[index] = ops.add(merged[index]!, ops.enlarge(merged[index + 1]!, rows, columns));
    }
  }
  return merged.map((level, index) => {
    const first = layer(`head1.level${index + 2}`, level, AROUND, 1, 'relu');
    const features = layer(`head2.level${index + 2}`, first, AROUND, 1, 'relu');
    return {
      logits: layer('classes', features, NONE, 1, 'linear'),
      deltas: layer('boxes', features, NONE, 1, 'linear'),
    };
  });
}

/** Returns the job that gives the raw outputs for an input of `toInput`. */
export function headsJob(card: DetectorCard, input: Float32Array): Job<HeadValues> {
  const { width, height } = card.input;
  return {
    program: ({ ops, weights, tensor }) =>
      detectorOutputs(ops, card, weights, tensor(input, [1, height, width, 3])).flatMap(
        ({ logits, deltas }) => [logits, deltas],
      ),
    read: levelsOf,
  };
}

/** Returns the job that detects: every prediction for a picture whose score reaches `floor`. */
export function detectionJob(card: DetectorCard, picture: Picture, floor: number): Job<Decoded> {
  const { program, read } = headsJob(card, toInput(picture, card.input));
  return { program, read: (outputs) => decodePredictions(read(outputs), card, picture, floor) };
}

/** The logits and deltas of each level in turn, by level. */
function levelsOf(outputs: readonly Values[]): HeadValues {
  return Array.from({ length: outputs.length / 2 }, (_, level) => ({
    logits: outputs[2 * level]!.values,
    deltas: outputs[2 * level + 1]!.values,
  }));
}
