/** Flat pieces with straight edges, seen from one side. */
import type { Vec3 } from '../math.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import { PLAIN, type Surface } from '../surface.ts';

/** Adds one triangle of local points that faces away from the local point `inside`. */
export function addTriangle(
  mesh: MeshBuilder,
  a: Vec3,
  b: Vec3,
  c: Vec3,
  inside: Vec3,
  colour: number,
  surface = PLAIN,
  tone = 1,
): void {
  addFan(mesh, [a, b, c], inside, colour, surface, tone);
}

/** Adds a convex polygon of local points that faces away from the local point `inside`. */
export function addFan(
  mesh: MeshBuilder,
  points: readonly Vec3[],
  inside: Vec3,
  colour: number,
  surface = PLAIN,
  tone = 1,
): void {
  mesh.faceAwayFrom(inside[0], inside[1], inside[2]);
  let last = 0;
  for (const p of points) last = mesh.vertex(p[0], p[1], p[2]);
  const first = last + 1 - points.length;
  for (let i = 1; i + 1 < points.length; i++) {
    mesh.emit(first, first + i, first + i + 1, colour, surface, tone);
  }
}

/** Adds a flat convex polygon seen from the local direction `facing`. */
export function addPolygon(
  mesh: MeshBuilder,
  points: readonly Vec3[],
  facing: Vec3,
  colour: number,
  surface = PLAIN,
  tone = 1,
): void {
  const p = points[0];
  if (!p) return;
  const inside: Vec3 = [p[0] - facing[0], p[1] - facing[1], p[2] - facing[2]];
  addFan(mesh, points, inside, colour, surface, tone);
}

/** Adds an upright rectangle at depth `z` that faces the front (+z), or the back with `facing` −1. */
export function addPanel(
  mesh: MeshBuilder,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  z: number,
  colour: number,
  surface = PLAIN,
  facing: 1 | -1 = 1,
): void {
  mesh.faceAwayFrom(x0, y0, z - facing);
  const a = mesh.vertex(x0, y0, z);
  const b = mesh.vertex(x1, y0, z);
  const c = mesh.vertex(x1, y1, z);
  mesh.emitQuad(a, b, c, mesh.vertex(x0, y1, z), colour, surface);
}

/** Adds a level rectangle at height `y` that faces up. */
export function addFloor(
  mesh: MeshBuilder,
  x0: number,
  z0: number,
  x1: number,
  z1: number,
  y: number,
  colour: number,
  surface = PLAIN,
): void {
  mesh.faceAwayFrom(x0, y - 1, z0);
  const a = mesh.vertex(x0, y, z0);
  const b = mesh.vertex(x1, y, z0);
  const c = mesh.vertex(x1, y, z1);
  mesh.emitQuad(a, b, c, mesh.vertex(x0, y, z1), colour, surface);
}

/** Adds an upright rectangle that reaches `half` to either side of `x`; else as `addPanel`. */
export function addPanelAbout(
  mesh: MeshBuilder,
  x: number,
  half: number,
  y0: number,
  y1: number,
  z: number,
  colour: number,
  surface?: Surface,
  facing?: 1 | -1,
): void {
  addPanel(mesh, x - half, y0, x + half, y1, z, colour, surface, facing);
}
