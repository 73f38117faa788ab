/** Typed-array reads are in range by construction, hence `!`. */
import { hash32 } from './math.ts';

/** Draws falling streaks over the linear picture. */
export function addRain(colours: Float32Array, width: number, height: number): void {
  const count = ((width * height) / 700) | 0;
  const size = height / 384;
  for (let k = 0; k < count; k++) {
    const hash = hash32(k * 31 + 17);
    const x0 = hash % width;
    const y0 = hash32(hash) % height;
    const length = (8 + ((hash >>> 20) % 14)) * size;
    const share = 0.05 + ((hash >>> 8) & 63) / 900;
    for (let q = 0; q < length; q++) {
      const x = Math.floor(x0 - q * 0.16);
      const y = y0 + q;
      if (x < 0 || y >= height) break;
      const o = (y * width + x) * 3;
      for (let c = o; c < o + 3; c++) colours[c]! += (0.9 - colours[c]! * 0.4) * share;
    }
  }
}
