import * as PALETTE from '../palette.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addLimb, addLoft } from '../shapes/round.ts';
import { shining, type Detail, type StreetMesh } from './kit.ts';

/** Adds a street lamp whose arm reaches 1.5 m to its front. */
export function addStreetLamp(
  mesh: StreetMesh,
  x: number,
  y: number,
  z: number,
  yaw: number,
  detail: Detail,
): void {
  const metal = PALETTE.metal;
  const sides = detail === 2 ? 7 : 4;
  const lit = mesh.isLit;
  mesh.beginInstance('lamp', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  const foot = [
    [0, 0.17],
    [0.35, 0.14],
    [0.6, 0.085],
  ] as const;
  if (detail > 0) addLoft(mesh, 0, 0, foot, sides + 1, metal);
  addLimb(mesh, [0, detail > 0 ? 0.5 : 0, 0], [0, 4.7, 0], 0.065, 0.05, sides, metal, {}, false);
  addLimb(mesh, [0, 4.65, 0], [0, 5.15, 0.3], 0.05, 0.045, sides, metal, {}, false);
  addLimb(mesh, [0, 5.13, 0.27], [0, 5.3, 0.95], 0.045, 0.04, sides, metal, {}, false);
  addBoxAbout(mesh, 0, 0.15, 5.22, 0.75, 5.4, 1.5, metal, {
    taperX: 0.6,
    taperZ: 0.9,
    underside: true,
  });
  const glass = lit ? shining(4.5) : {};
  addBoxAbout(mesh, 0, 0.12, 5.14, 0.82, 5.22, 1.42, PALETTE.lampGlass, {
    ...glass,
    underside: true,
  });
  if (lit) {
    mesh.addLamp({
      kind: 'street',
      position: [0, 5.05, 1.1],
      colour: [1, 0.68, 0.34],
      strength: 21,
      range: 19,
    });
  }
  mesh.popTransform();
}
