/** Typed-array reads are in range by construction, hence `!`. */
import type { Lamp } from './mesh-store.ts';

/** Side of a cell in metres. */
export const LAMP_CELL = 4;

/** Lamps sorted into ground cells, so that a point meets only those that reach it. */
export interface LampGrid {
  readonly minX: number;
  readonly minZ: number;
  readonly columns: number;
  readonly rows: number;
  /** Where the list of a cell starts in `items`; one entry more than there are cells. */
  readonly starts: Int32Array;
  /** Lamp numbers. */
  readonly items: Int32Array;
  /** Ten numbers per lamp: position, direction, colour times strength, range. */
  readonly values: Float64Array;
  /** 0 glow, 1 street, 2 beam. */
  readonly kinds: Uint8Array;
}

const KINDS = ['glow', 'street', 'beam'] as const;

/** Sorts lamps into cells; their strength follows how dark it is (`night`, 0 to 1). */
export function gridOfLamps(lamps: readonly Lamp[], night: number): LampGrid {
  const lit = night > 0.15 ? lamps : [];
  const level = night > 0.6 ? 1 : night * 0.8;
  let [x0, z0, x1, z1] = [1e9, 1e9, -1e9, -1e9];
  for (const { position, range } of lit) {
    x0 = Math.min(x0, position[0] - range);
    x1 = Math.max(x1, position[0] + range);
    z0 = Math.min(z0, position[2] - range);
    z1 = Math.max(z1, position[2] + range);
  }
  const columns = lit.length ? Math.ceil((x1 - x0) / LAMP_CELL) + 1 : 0;
  const rows = lit.length ? Math.ceil((z1 - z0) / LAMP_CELL) + 1 : 0;
  const cells: number[][] = Array.from({ length: columns * rows }, () => []);
  const values = new Float64Array(lit.length * 10);
  lit.forEach((lamp, n) => {
    const [x, y, z] = lamp.position;
    const { range, direction = [0, -1, 0], colour } = lamp;
    const power = lamp.strength * level;
    values.set([x, y, z, ...direction], n * 10);
    values.set([colour[0] * power, colour[1] * power, colour[2] * power, range], n * 10 + 6);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const left = x0 + i * LAMP_CELL;
        const front = z0 + j * LAMP_CELL;
        const dx = x - Math.min(Math.max(x, left), left + LAMP_CELL);
        const dz = z - Math.min(Math.max(z, front), front + LAMP_CELL);
        if (dx * dx + dz * dz < range * range) cells[j * columns + i]!.push(n);
      }
    }
  });
  const starts = new Int32Array(cells.length + 1);
  cells.forEach((cell, i) => {
    starts[i + 1] = starts[i]! + cell.length;
  });
  return {
    minX: x0,
    minZ: z0,
    columns,
    rows,
    starts,
    items: Int32Array.from(cells.flat()),
    values,
    kinds: Uint8Array.from(lit, ({ kind }) => KINDS.indexOf(kind)),
  };
}
