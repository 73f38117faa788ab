import type { ModelCard } from './card.ts';
import type { LevelValues } from './decode.ts';
import { RuntimeError } from './errors.ts';
import type { Activation, Ops, Padding } from './ops.ts';

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
export function forward<T>(
  ops: Ops<T>,
  { topDown, anchors }: Pick<ModelCard, 'topDown' | 'anchors'>,
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
      const { rows, columns } = anchors.levels[index]!; // one for each of the four
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
