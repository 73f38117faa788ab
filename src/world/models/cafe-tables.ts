import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addLimb, addLoft } from '../shapes/round.ts';
import type { Detail, StreetMesh } from './kit.ts';

/** Adds a café table for two under a parasol; the chairs stand along the yaw. */
export function addCafeTable(
  mesh: StreetMesh,
  stream: RandomStream,
  x: number,
  y: number,
  z: number,
  yaw: number,
  detail: Detail,
): void {
  const cloth = stream.pick(PALETTE.awnings);
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  addLimb(mesh, [0, 0, 0], [0, 2.4, 0], 0.03, 0.03, 5, 0xf3eee4);
  addLoft(
    mesh,
    0,
    0,
    [
      [0.7, 0.36],
      [0.74, 0.36],
    ],
    10,
    PALETTE.trim,
  );
  const ribs = detail === 2 ? 10 : 8;
  const canopy = [
    [1.98, 1.02],
    [2.1, 1.04],
    [2.5, 0.06],
  ] as const;
  addLoft(mesh, 0, 0, canopy, ribs, [PALETTE.trim, cloth]);
  if (detail > 0) for (const side of [-1, 1]) addChair(mesh, side * 0.66, side, cloth);
  mesh.popTransform();
}

/** A chair at `z` whose back is on the side `side`. */
function addChair(mesh: StreetMesh, z: number, side: number, colour: number): void {
  const closed = { underside: true };
  addBoxAbout(mesh, 0, 0.18, 0.41, z - 0.18, 0.46, z + 0.18, colour, closed);
  addBoxAbout(mesh, 0, 0.18, 0.46, z + side * 0.17 - 0.02, 0.86, z + side * 0.17 + 0.02, colour);
  for (const [i, j] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const [px, pz] = [i * 0.15, z + j * 0.15];
    addBoxAbout(mesh, px, 0.015, 0, pz - 0.015, 0.42, pz + 0.015, PALETTE.metal);
  }
}
