// Typed-array reads are in range by construction, hence `!`.
import type { TensorEntry } from './card.ts';
import { RuntimeError } from './errors.ts';

/** A tensor in memory, ready for any backend. */
export interface WeightTensor {
  /** HWIO for a convolution, `[n]` for a bias. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Returns the tensors of a `weights.bin` by name, int8 ones multiplied by the scale of their output
 * channel: the numbers that the golden outputs were computed with.
 *
 * @throws RuntimeError `truncated` when a tensor reaches beyond the end of the file, `unreadable`
 *   when the index itself makes no sense.
 */
export function parseWeights(
  entries: readonly TensorEntry[],
  bytes: Uint8Array,
): Map<string, WeightTensor> {
  const tensors = new Map<string, WeightTensor>();
  for (const entry of entries) {
    if (tensors.has(entry.name)) throw unreadable(entry, 'appears twice');
    tensors.set(entry.name, { shape: entry.shape, values: valuesOf(entry, bytes) });
  }
  return tensors;
}

function valuesOf(entry: TensorEntry, bytes: Uint8Array): Float32Array {
  const { shape, dtype, offset } = entry;
  if (shape.some((side) => !Number.isInteger(side) || side < 1)) {
    throw unreadable(entry, `has the shape [${shape.join(', ')}]`);
  }
  if (!Number.isInteger(offset) || offset < 0) throw unreadable(entry, `starts at ${offset}`);
  const count = shape.reduce((product, side) => product * side, 1);
  const size = dtype === 'int8' ? count : 4 * count;
  if (offset + size > bytes.length) {
    throw new RuntimeError(
      'truncated',
      `${entry.name} ends at byte ${offset + size} of ${bytes.length}`,
    );
  }
  // A copy, because float32 wants an aligned start. Not `slice`: of Node's Buffer that is a view.
  const part = new Uint8Array(bytes.subarray(offset, offset + size));
  if (dtype === 'float32') return new Float32Array(part.buffer);
  return dequantise(entry, new Int8Array(part.buffer));
}

/** Multiplies each output channel, the last axis, by its scale. */
function dequantise(entry: TensorEntry, quantised: Int8Array): Float32Array {
  const { shape, scales = [] } = entry;
  const channels = shape.at(-1) ?? 1;
  if (scales.length !== channels || !scales.every(Number.isFinite)) {
    throw unreadable(entry, `has ${scales.length} scales for ${channels} output channels`);
  }
  const factors = Float32Array.from(scales);
  const values = new Float32Array(quantised.length);
  for (let i = 0; i < values.length; i += 1) values[i] = quantised[i]! * factors[i % channels]!;
  return values;
}

function unreadable(entry: TensorEntry, what: string): RuntimeError {
  return new RuntimeError('unreadable', `tensor ${entry.name} ${what}`);
}
