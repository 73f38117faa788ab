/** Typed-array reads are in range by construction, hence `!`. */
import type { Fragment } from './fragment.ts';
import { gridOfLamps, LAMP_CELL } from './lamp-grid.ts';
import type { Lamp } from './mesh-store.ts';

/**
 * Returns a function that writes the light of all lamps in reach, or null if none is lit; `night` is how dark it
 * is, 0 to 1.
 */
export function createLampLight(
  lamps: readonly Lamp[],
  night: number,
): ((f: Fragment) => void) | null {
  const grid = gridOfLamps(lamps, night);
  const { minX, minZ, columns, rows, starts, items, values, kinds } = grid;
  if (columns === 0) return null;
  return (f) => {
    let red = 0;
    let green = 0;
    let blue = 0;
    const i = Math.floor((f.x - minX) / LAMP_CELL);
    const j = Math.floor((f.z - minZ) / LAMP_CELL);
    if (i >= 0 && j >= 0 && i < columns && j < rows) {
      const cell = j * columns + i;
      const end = starts[cell + 1]!;
      const spread = 0.4 + 0.6 * f.open;
      for (let n = starts[cell]!; n < end; n++) {
        const lamp = items[n]!;
        const o = lamp * 10;
        const dx = values[o]! - f.x;
        const dy = values[o + 1]! - f.y;
        const dz = values[o + 2]! - f.z;
        const range = values[o + 9]!;
        const square = dx * dx + dy * dy + dz * dz;
        const reach = range * range;
        if (square > reach) continue;
        const distance = Math.sqrt(square) + 1e-6;
        const facing = (dx * f.normalX + dy * f.normalY + dz * f.normalZ) / distance;
        let gain = facing * 0.8 + 0.2;
        if (gain <= 0) continue;
        if (kinds[lamp] === 1) {
          const down = (dy / distance) * 1.5 - 0.15;
          if (down <= 0) continue;
          if (down < 1) gain *= down;
        } else if (kinds[lamp] === 2) {
          const along = dx * values[o + 3]! + dy * values[o + 4]! + dz * values[o + 5]!;
          const cone = -along / distance - 0.8;
          if (cone < 0) continue;
          gain *= cone * cone * 25;
        }
        const fade = 1 - square / reach;
        gain *= (fade * fade * spread) / (1 + square * 0.35);
        red += values[o + 6]! * gain;
        green += values[o + 7]! * gain;
        blue += values[o + 8]! * gain;
      }
    }
    f.lampRed = red;
    f.lampGreen = green;
    f.lampBlue = blue;
  };
}
