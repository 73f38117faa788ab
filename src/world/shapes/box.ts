import type { MeshBuilder } from '../mesh-builder.ts';
import { PLAIN, type Surface } from '../surface.ts';

export interface BoxOptions extends Surface {
  /** Width of the top as a share of the bottom's. */
  readonly taperX?: number;
  /** Depth of the top as a share of the bottom's. */
  readonly taperZ?: number;
  readonly topColour?: number;
  /** Draw the underside (default: only if it is more than 30 cm up). */
  readonly underside?: boolean;
}

/** Adds a box between two corners, tapered about its centre towards the top if asked. */
export function addBox(
  mesh: MeshBuilder,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
  colour: number,
  options: BoxOptions = PLAIN,
): void {
  const cx = (x0 + x1) / 2;
  const cz = (z0 + z1) / 2;
  const hx = ((x1 - x0) / 2) * (options.taperX ?? 1);
  const hz = ((z1 - z0) / 2) * (options.taperZ ?? 1);
  const i = mesh.vertex(x0, y0, z0);
  mesh.vertex(x1, y0, z0);
  mesh.vertex(x1, y0, z1);
  mesh.vertex(x0, y0, z1);
  mesh.vertex(cx - hx, y1, cz - hz);
  mesh.vertex(cx + hx, y1, cz - hz);
  mesh.vertex(cx + hx, y1, cz + hz);
  mesh.vertex(cx - hx, y1, cz + hz);
  mesh.faceAwayFrom(cx, (y0 + y1) / 2, cz);
  mesh.emitQuad(i, i + 1, i + 5, i + 4, colour, options);
  mesh.emitQuad(i + 1, i + 2, i + 6, i + 5, colour, options);
  mesh.emitQuad(i + 2, i + 3, i + 7, i + 6, colour, options);
  mesh.emitQuad(i + 3, i, i + 4, i + 7, colour, options);
  mesh.emitQuad(i + 4, i + 5, i + 6, i + 7, options.topColour ?? colour, options);
  if (options.underside ?? y0 > 0.3) mesh.emitQuad(i, i + 1, i + 2, i + 3, colour, options);
}

/** Adds a box that reaches `half` to either side of `x`. */
export function addBoxAbout(
  mesh: MeshBuilder,
  x: number,
  half: number,
  y0: number,
  z0: number,
  y1: number,
  z1: number,
  colour: number,
  options?: BoxOptions,
): void {
  addBox(mesh, x - half, y0, z0, x + half, y1, z1, colour, options);
}
