import type { Fragment } from './fragment.ts';
import { hashCell } from './math.ts';
import * as Material from './material.ts';

/** Beyond this many metres surfaces are plain: a pattern finer than a pixel would only flicker. */
export const PATTERN_REACH = 60;

/** A share in 0 to 1 from the cell's hash. */
function cellTone(i: number, j: number): number {
  return (hashCell(i, j) & 255) / 255;
}

/** Tiles with soft joints, every other row shifted by half: tone per tile, joints that widen with distance. */
function tiles(f: Fragment, size: number, spread: number, joint: number, fade: number): number {
  const u = f.x / size;
  const i = Math.floor(u);
  const v = f.z / size + (i & 1) * 0.5;
  const j = Math.floor(v);
  const edgeU = u - i < 0.5 ? u - i : 1 - u + i;
  const edgeV = v - j < 0.5 ? v - j : 1 - v + j;
  const edge = edgeU < edgeV ? edgeU : edgeV;
  const width = 0.035 + f.distance * 0.004;
  const gap = edge < width ? joint * (1 - edge / width) : 0;
  return 1 + ((cellTone(i, j) - 0.5) * spread - gap) * fade;
}

/** Factor on the colour of a patterned surface at the fragment's point; fades to 1 with distance. */
export function patternTone(f: Fragment, material: number, owner: number): number {
  const fade = 1 - f.distance / PATTERN_REACH;
  switch (material) {
    case Material.Paving:
      return tiles(f, 0.62, 0.1, 0.11, fade);
    case Material.Cobble:
      return tiles(f, 0.3, 0.16, 0.14, fade * fade);
    case Material.Ground: {
      const patch = cellTone(Math.floor(f.x * 1.1 + 400), Math.floor(f.z * 0.45 + 90)) - 0.5;
      if (f.distance > 18) return 1 + patch * 0.035 * fade;
      const grain = cellTone(Math.floor(f.x * 14), Math.floor(f.z * 14)) - 0.5;
      return 1 + patch * 0.035 * fade + grain * 0.045 * (1 - f.distance / 18);
    }
    case Material.Grass: {
      const patch = cellTone(Math.floor(f.x * 0.7 + 0.3 * f.z), Math.floor(f.z * 0.8)) - 0.5;
      const tuft = cellTone(Math.floor(f.x * 6), Math.floor(f.z * 6 + f.x)) - 0.5;
      return 1 + (patch * 0.06 + tuft * 0.1 * fade) * fade;
    }
    case Material.Brick: {
      const course = Math.floor(f.y / 0.26);
      const along = f.normalX > 0.5 || f.normalX < -0.5 ? f.z : f.x;
      const brick = Math.floor(along / 0.55 + (course & 1) * 0.5 + 500);
      const hash = hashCell(brick, course + owner * 7) & 255;
      if (hash < 26) return 1 - 0.1 * fade;
      return hash > 232 ? 1 + 0.09 * fade : 1;
    }
    case Material.RoofTile: {
      const course = f.y / 0.24;
      const row = Math.floor(course);
      const along = f.normalX > 0.5 || f.normalX < -0.5 ? f.z : f.x;
      const tile = Math.floor(along / 0.34 + (row & 1) * 0.5 + 500);
      const shade = course - row < 0.2 + f.distance * 0.004 ? -0.13 : 0.02;
      return 1 + (shade + (cellTone(tile, row) - 0.5) * 0.13) * fade * fade;
    }
    default:
      return 1;
  }
}
