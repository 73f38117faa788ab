import type { Environment } from './environment.ts';

/** A direction asked about and the colour seen there: one reused record, for numbers in calls would allocate. */
export interface SkyQuery {
  x: number;
  y: number;
  z: number;
  red: number;
  green: number;
  blue: number;
}

/** Returns a function that fills in the colour of the sky in the query's direction (a unit vector). */
export function createSky(environment: Environment): (query: SkyQuery) => void {
  const [sx, sy, sz] = environment.sun;
  const [hr, hg, hb] = environment.horizon;
  const [zr, zg, zb] = environment.zenith;
  const glow = environment.glow * 0.45;
  const [gr, gg, gb] = environment.sunColour;
  return (query) => {
    let low = 1 - (query.y * 1.9 + 0.02);
    if (low > 1) low = 1;
    else if (low < 0) low = 0;
    const t = 1 - low * low;
    let k = 0;
    const towards = query.x * sx + query.y * sy + query.z * sz;
    if (towards > 0) {
      const p4 = towards * towards * towards * towards;
      const p16 = p4 * p4 * p4 * p4;
      k = glow * (p4 * 0.22 + p16 * 0.5);
    }
    query.red = hr + (zr - hr) * t + gr * k;
    query.green = hg + (zg - hg) * t + gg * k;
    query.blue = hb + (zb - hb) * t + gb * k;
  };
}
