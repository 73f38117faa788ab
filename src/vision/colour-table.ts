// Typed-array reads are in range by construction, hence `!`.
import { toLab, type Colour } from './colour-spaces.ts';
import { inRange } from './errors.ts';

/**
 * Returns CIE L*a*b* as `cvtColor` of OpenCV 4 computes it on floating-point images: between the
 * corners of a table of 33³ colours, at sixteenths of its cells and in 14-bit integers. It is off
 * by 0.14 for the typical colour and by up to 0.6, measured against {@link toLab} as a distance.
 */
export function toLabByTable(colour: Colour): Colour {
  const places = colour.map((channel) => {
    inRange(channel, 0, 1, 'colour channel');
    return Math.floor(Math.round(channel * BASE) / FINEST);
  });
  const colours = table();
  const sums = [0, 0, 0];
  for (let corner = 0; corner < 8; corner += 1) {
    let [weight, at] = [1, 0];
    for (const [axis, place] of places.entries()) {
      const far = (corner >> axis) & 1;
      const rest = place % PARTS;
      weight *= far === 1 ? rest : PARTS - rest;
      at = at * SIDE + Math.min(Math.floor(place / PARTS) + far, SIDE - 1);
    }
    for (let k = 0; k < 3; k += 1) sums[k]! += weight * colours[3 * at + k]!;
  }
  const [lightness, a, b] = sums.map((sum) => Math.round(sum / PARTS ** 3) / BASE);
  return [lightness! * 100, a! * 256 - 128, b! * 256 - 128];
}

/** Integers stand for fractions of this. */
const BASE = 2 ** 14;
/** Colours along each side of the table. */
const SIDE = 33;
/** Parts into which a cell is divided along each side. */
const PARTS = 16;
/** One part, in fractions of {@link BASE}. */
const FINEST = BASE / (SIDE - 1) / PARTS;

let stored: Int16Array | undefined;

/** The table, computed when it is first needed. */
function table(): Int16Array {
  if (stored) return stored;
  stored = new Int16Array(3 * SIDE ** 3);
  const last = SIDE - 1;
  let at = 0;
  for (let red = 0; red < SIDE; red += 1) {
    for (let green = 0; green < SIDE; green += 1) {
      for (let blue = 0; blue < SIDE; blue += 1, at += 3) {
        const [lightness, a, b] = toLab([red / last, green / last, blue / last]);
        stored[at] = Math.round((BASE * lightness) / 100);
        stored[at + 1] = Math.round((BASE * (a + 128)) / 256);
        stored[at + 2] = Math.round((BASE * (b + 128)) / 256);
      }
    }
  }
  return stored;
}
