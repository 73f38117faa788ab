/** Shapes drawn from the side, as vehicles are: a profile in (z, y), and what lies on its flanks. */
import type { Vec3 } from '../math.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import { PLAIN } from '../surface.ts';
import { addPolygon } from './flat.ts';

/** A half width that goes linearly from `lowWidth` at `low` to `highWidth` at `high`. */
export interface Taper {
  readonly low: number;
  readonly lowWidth: number;
  readonly high: number;
  readonly highWidth: number;
}

/** The taper just outside another, for what lies on its flanks. */
export function outside(taper: Taper): Taper {
  return { ...taper, lowWidth: taper.lowWidth + 0.004, highWidth: taper.highWidth + 0.004 };
}

/** A point of a side view: z along, y up. */
export type ProfilePoint = readonly [z: number, y: number];

/** Half the width at height `y`. */
function halfWidthAt({ low, lowWidth, high, highWidth }: Taper, y: number): number {
  return lowWidth + ((highWidth - lowWidth) / (high - low)) * (y - low);
}

/** Adds a convex side view extruded to both sides in x, its half width tapering with height. */
export function addExtrusion(
  mesh: MeshBuilder,
  profile: readonly ProfilePoint[],
  taper: Taper,
  colour: number,
  surface = PLAIN,
  rimColour?: (edge: number) => number,
): void {
  const count = profile.length;
  let last = 0;
  let cz = 0;
  let cy = 0;
  for (const [z, y] of profile) {
    const w = halfWidthAt(taper, y);
    mesh.vertex(-w, y, z);
    last = mesh.vertex(w, y, z);
    cz += z;
    cy += y;
  }
  const first = last + 1 - count * 2;
  mesh.faceAwayFrom(0, cy / count, cz / count);
  for (let i = 1; i + 1 < count; i++) {
    const a = first + i * 2;
    mesh.emit(first, a, a + 2, colour, surface);
    mesh.emit(first + 1, a + 1, a + 3, colour, surface);
  }
  for (let i = 0; i < count; i++) {
    const a = first + i * 2;
    const b = first + ((i + 1) % count) * 2;
    mesh.emitQuad(a, b, b + 1, a + 1, rimColour ? rimColour(i) : colour, surface);
  }
}

/** Adds a polygon of a side view on both flanks of an extrusion with the same taper. */
export function addSideDecal(
  mesh: MeshBuilder,
  outline: readonly ProfilePoint[],
  taper: Taper,
  colour: number,
  surface = PLAIN,
): void {
  for (const side of [-1, 1]) {
    const points = outline.map(([z, y]): Vec3 => [side * halfWidthAt(taper, y), y, z]);
    addPolygon(mesh, points, [side, 0, 0], colour, surface);
  }
}

/** Adds a rectangle of a side view on both flanks, between two corners. */
export function addSideStripe(
  mesh: MeshBuilder,
  z0: number,
  y0: number,
  z1: number,
  y1: number,
  taper: Taper,
  colour: number,
  surface = PLAIN,
): void {
  const outline: ProfilePoint[] = [
    [z0, y0],
    [z1, y0],
    [z1, y1],
    [z0, y1],
  ];
  addSideDecal(mesh, outline, taper, colour, surface);
}
