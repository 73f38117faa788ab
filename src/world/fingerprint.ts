import type { Frame } from './frame.ts';
import { hash32 } from './math.ts';

/** Hash of numbers in order, as eight hexadecimal digits. */
function hashOf(values: ArrayLike<number>): string {
  let hash = 1;
  for (let i = 0; i < values.length; i++) hash = hash32((hash + (values[i] ?? 0)) | 0);
  return hash.toString(16).padStart(8, '0');
}

/** Fingerprints of a frame's parts: equal on every engine for equal seeds. */
export interface Fingerprint {
  readonly pixels: string;
  readonly instances: string;
  readonly depth: string;
  readonly objects: string;
}

/** The fingerprint of a frame: golden tests and model cards say by it which pictures they speak of. */
export function fingerprintFrame(frame: Frame): Fingerprint {
  const { depth, objects } = frame;
  const numbers = objects.flatMap(({ id, whole, visible, area, visibleFraction }) => [
    id,
    ...whole,
    ...(visible ?? [-1]),
    area,
    visibleFraction,
  ]);
  return {
    pixels: hashOf(frame.rgba),
    instances: hashOf(frame.instance),
    depth: hashOf(new Int32Array(depth.buffer, depth.byteOffset, depth.length)),
    objects: hashOf(new Int32Array(Float64Array.from(numbers).buffer)),
  };
}
