import { cosine, sine } from '../math.ts';

/** A disc of ground that something takes, in metres, from height `base` to `top`. */
export interface Footprint {
  readonly x: number;
  readonly z: number;
  readonly radius: number;
  readonly base: number;
  readonly top: number;
}

const CELL = 8;

/** The ground that is taken: discs in a grid, asked before anything else is placed. */
export class Occupancy {
  readonly footprints: Footprint[] = [];
  private readonly cells = new Map<number, Footprint[]>();

  /** Takes a disc. */
  take(x: number, z: number, radius: number, top = 2, base = 0): void {
    const footprint = { x, z, radius, base, top };
    this.footprints.push(footprint);
    const key = cellKey(x, z);
    const cell = this.cells.get(key);
    if (cell) cell.push(footprint);
    else this.cells.set(key, [footprint]);
  }

  /** Takes an oblong as a row of discs along its heading. */
  takeOblong(
    x: number,
    z: number,
    yaw: number,
    halfLength: number,
    halfWidth: number,
    top: number,
  ): void {
    for (const along of discCentres(halfLength, halfWidth)) {
      this.take(x + sine(yaw) * along, z + cosine(yaw) * along, halfWidth, top);
    }
  }

  /** Whether a disc meets nothing that stands below `height` metres. */
  isFree(x: number, z: number, radius: number, height = 2): boolean {
    const column = Math.floor(x / CELL);
    const row = Math.floor(z / CELL);
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const cell = this.cells.get((column + i) * 4096 + row + j);
        if (!cell) continue;
        for (const taken of cell) {
          const reach = taken.radius + radius;
          const dx = taken.x - x;
          const dz = taken.z - z;
          if (taken.base < height && dx * dx + dz * dz < reach * reach) return false;
        }
      }
    }
    return true;
  }

  /** Whether an oblong, as a row of discs, meets nothing. */
  isOblongFree(x: number, z: number, yaw: number, halfLength: number, halfWidth: number): boolean {
    return discCentres(halfLength, halfWidth).every((along) =>
      this.isFree(x + sine(yaw) * along, z + cosine(yaw) * along, halfWidth),
    );
  }
}

function cellKey(x: number, z: number): number {
  return Math.floor(x / CELL) * 4096 + Math.floor(z / CELL);
}

/** Centres, along its length, of the discs that cover an oblong: at most 1.4 half widths apart. */
function discCentres(halfLength: number, halfWidth: number): number[] {
  const reach = Math.max(0, halfLength - halfWidth);
  const count = Math.max(1, Math.ceil((2 * reach) / (1.4 * halfWidth)) + 1);
  return Array.from({ length: count }, (_, k) =>
    count === 1 ? 0 : -reach + (2 * reach * k) / (count - 1),
  );
}
