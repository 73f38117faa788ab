import { cosine, sine } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addLoft } from '../shapes/round.ts';
import { LEAF, type Detail, type StreetMesh } from './kit.ts';

/** Adds a wooden bench, 1.7 m long, that faces its front. */
export function addBench(mesh: StreetMesh, x: number, y: number, z: number, yaw: number): void {
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  for (let k = 0; k < 3; k++) {
    const front = -0.2 + k * 0.16;
    addBoxAbout(mesh, 0, 0.85, 0.44, front, 0.49, front + 0.12, PALETTE.wood, { underside: true });
  }
  for (const at of [0.62, 0.79]) {
    addBoxAbout(mesh, 0, 0.85, at, -0.27, at + 0.12, -0.23, PALETTE.wood, { underside: true });
  }
  for (const leg of [-0.7, 0.7]) {
    addBoxAbout(mesh, leg, 0.04, 0, -0.26, 0.9, -0.2, PALETTE.metal);
    addBoxAbout(mesh, leg, 0.04, 0, 0.16, 0.45, 0.22, PALETTE.metal);
  }
  mesh.popTransform();
}

/** Adds a litter bin. */
export function addBin(mesh: StreetMesh, x: number, y: number, z: number): void {
  mesh.beginInstance('prop');
  const rings = [
    [y, 0.22],
    [y + 0.86, 0.27],
    [y + 0.88, 0.3],
    [y + 0.96, 0.25],
  ] as const;
  addLoft(mesh, x, z, rings, 9, [0x3f6b5a, 0x3f6b5a, 0x2f4f45]);
}

/** Adds a red pillar box with a slot to its front. */
export function addPillarBox(mesh: StreetMesh, x: number, y: number, z: number, yaw: number): void {
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  const rings = [
    [0, 0.28],
    [0.12, 0.26],
    [1.2, 0.26],
    [1.26, 0.32],
    [1.38, 0.28],
    [1.48, 0.1],
  ] as const;
  addLoft(mesh, 0, 0, rings, 10, [0x23262f, 0xd33f33]);
  addBoxAbout(mesh, 0, 0.13, 1.06, 0.2, 1.11, 0.262, 0x23262f, { underside: true });
  addBoxAbout(mesh, 0, 0.09, 0.74, 0.2, 0.94, 0.26, PALETTE.trim, { underside: true });
  mesh.popTransform();
}

/** Adds a round tub with flowers or a shrub. */
export function addPlanter(
  mesh: StreetMesh,
  stream: RandomStream,
  x: number,
  y: number,
  z: number,
  detail: Detail,
): void {
  mesh.beginInstance('prop');
  const tub = stream.pick([0xb5653f, 0xe8ddcb, 0x5f7a80]);
  const rings = [
    [y, 0.27],
    [y + 0.48, 0.36],
  ] as const;
  addLoft(mesh, x, z, rings, 8, tub);
  const fine = detail === 2 ? 1 : 0;
  for (let k = 0; k < 5; k++) {
    const angle = k * 1.256;
    const [px, pz] = [x + cosine(angle) * 0.17, z + sine(angle) * 0.17];
    const tint = stream.pick(k % 2 === 0 ? [0x6f9f58, 0x7fae62] : PALETTE.flowers);
    const py = y + 0.62 + stream.between(0, 0.16);
    addIcosphere(mesh, px, py, pz, 0.2, 0.22, 0.2, fine, tint, LEAF, stream, 0.1, 0.08);
  }
}

/** Adds an iron bollard. */
export function addBollard(mesh: StreetMesh, x: number, y: number, z: number): void {
  mesh.beginInstance('prop');
  const rings = [
    [y, 0.1],
    [y + 0.75, 0.07],
    [y + 0.82, 0.1],
    [y + 0.95, 0.04],
  ] as const;
  addLoft(mesh, x, z, rings, 6, PALETTE.metal);
}
