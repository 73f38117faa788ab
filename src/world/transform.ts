/** Typed-array reads are in range by construction, hence `!`. */
import { cosine, sine } from './math.ts';

/** A row-major 3 × 4 matrix: what turns local points into world points. */
export type Transform = Float64Array;

/** The transform that leaves points where they are. */
export const IDENTITY: Transform = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

/**
 * Returns `m` after a move, then a turn (yaw about y, then pitch about x, then roll about z, radians), then
 * a scaling of what it is applied to.
 */
export function placed(
  m: Transform,
  x: number,
  y: number,
  z: number,
  yaw: number,
  size: number,
  pitch: number,
  roll: number,
): Transform {
  const cy = yaw === 0 ? 1 : cosine(yaw);
  const sy = yaw === 0 ? 0 : sine(yaw);
  const cp = pitch === 0 ? 1 : cosine(pitch);
  const sp = pitch === 0 ? 0 : sine(pitch);
  const cr = roll === 0 ? 1 : cosine(roll);
  const sr = roll === 0 ? 0 : sine(roll);
  // Columns of yaw · pitch · roll.
  const r00 = cy * cr + sy * sp * sr;
  const r01 = sy * sp * cr - cy * sr;
  const r02 = sy * cp;
  const r10 = cp * sr;
  const r11 = cp * cr;
  const r12 = -sp;
  const r20 = cy * sp * sr - sy * cr;
  const r21 = sy * sr + cy * sp * cr;
  const r22 = cy * cp;
  const next = new Float64Array(12);
  for (let i = 0; i < 12; i += 4) {
    const a = m[i]!;
    const b = m[i + 1]!;
    const c = m[i + 2]!;
    next[i] = (a * r00 + b * r10 + c * r20) * size;
    next[i + 1] = (a * r01 + b * r11 + c * r21) * size;
    next[i + 2] = (a * r02 + b * r12 + c * r22) * size;
    next[i + 3] = a * x + b * y + c * z + m[i + 3]!;
  }
  return next;
}
