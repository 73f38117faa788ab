import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox, addBoxAbout } from '../shapes/box.ts';
import { addSideStripe } from '../shapes/profile.ts';
import { BODY_DECAL, FRONT_FOOT, FRONT_TOP, HALF_WIDTH, ROOF, type Cabin } from './car-shape.ts';
import { decal, shining, type Detail, type StreetMesh } from './kit.ts';

/** Bumpers, grille, plates, mirrors, handles and the seam of the doors. */
export function addTrim(
  mesh: StreetMesh,
  L: number,
  colour: number,
  cabin: Cabin,
  detail: Detail,
): void {
  const hw = HALF_WIDTH;
  const bumper = 0x3a3f4d;
  const closed = { underside: true };
  addBoxAbout(mesh, 0, hw - 0.06, 0.24, L - 0.1, 0.42, L + 0.05, bumper);
  addBoxAbout(mesh, 0, hw - 0.06, 0.26, -L - 0.05, 0.44, -L + 0.1, bumper);
  addBoxAbout(mesh, 0, 0.42, 0.5, L - 0.06, 0.68, L + 0.02, 0x2b3040, closed);
  addBoxAbout(mesh, 0, 0.22, 0.3, L, 0.4, L + 0.06, PALETTE.trim, closed);
  addBoxAbout(mesh, 0, 0.25, 0.5, -L - 0.02, 0.62, -L + 0.02, 0xf4e6a0);
  for (const side of [-1, 1]) {
    const mirror = side * (hw + 0.05);
    addBoxAbout(mesh, mirror, 0.09, 1, FRONT_FOOT - 0.42, 1.14, FRONT_FOOT - 0.26, colour, closed);
  }
  if (detail < 2) return;
  addBoxAbout(mesh, 0, 0.42, 0.575, L, 0.6, L + 0.03, PALETTE.hub, closed);
  const seam = cabin.rearTop + (FRONT_TOP - cabin.rearTop) * 0.42;
  // The gap behind the front doors, and the sill.
  addSideStripe(mesh, seam - 0.012, 0.42, seam + 0.012, 0.95, BODY_DECAL, 0x3a3540, decal(2));
  addSideStripe(mesh, -L + 1.15, 0.3, L - 1.2, 0.36, BODY_DECAL, bumper, decal(2));
  for (const side of [-1, 1]) {
    const x = side * (hw - 0.02);
    for (const z of [-0.42, 0.62])
      addBoxAbout(mesh, x, 0.03, 0.78, z, 0.82, z + 0.18, PALETTE.metal);
  }
}

/** The lit sign on the roof of a taxi, and its stripe. */
export function addTaxiSign(mesh: StreetMesh): void {
  const glow = mesh.isLit ? shining(1.6) : {};
  addBoxAbout(mesh, 0, 0.28, ROOF, -0.45, ROOF + 0.17, -0.2, 0xfff2cf, {
    ...glow,
    underside: false,
  });
  addSideStripe(mesh, -1.9, 0.6, 1.75, 0.7, BODY_DECAL, 0x2b2f3b, decal(1));
}

/** A roof rack with two cases. */
export function addRoofLoad(mesh: StreetMesh, stream: RandomStream): void {
  for (const z of [-0.9, -0.1])
    addBoxAbout(mesh, 0, 0.55, ROOF, z, ROOF + 0.06, z + 0.05, PALETTE.metal);
  const case1 = stream.pick([0xb87a45, 0x8d5a4a, 0x557a5b]);
  addBox(mesh, -0.5, ROOF + 0.06, -1, 0.1, ROOF + 0.32, 0.05, case1, { underside: false });
  addBox(mesh, 0.12, ROOF + 0.06, -0.9, 0.5, ROOF + 0.25, -0.1, 0x2f5d62, { underside: false });
}
