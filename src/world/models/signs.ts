import type { Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addPanelAbout, addPolygon } from '../shapes/flat.ts';
import { addDisc, addLimb } from '../shapes/round.ts';
import { decal, type Detail, type StreetMesh } from './kit.ts';
import { addLettering } from './lettering.ts';

/** The faces that road signs have. */
export type SignFace = 'limit' | 'warning' | 'parking' | 'crossing' | 'stop' | 'no entry';
export const SIGN_FACES: readonly SignFace[] = [
  'limit',
  'warning',
  'parking',
  'crossing',
  'stop',
  'no entry',
];

const RED = 0xd5392f;
const BLUE = 0x2a69b0;
const GREY = 0x8d949c;
const MIDDLE = 2.4;
const FRONT = 0.06;

/** Adds a road sign on its pole, facing its front. */
export function addSign(
  mesh: StreetMesh,
  x: number,
  y: number,
  z: number,
  yaw: number,
  face: SignFace,
  detail: Detail,
): void {
  mesh.beginInstance('sign', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  addLimb(mesh, [0, 0, 0], [0, 2.75, 0], 0.04, 0.04, detail === 2 ? 6 : 4, PALETTE.steel);
  if (detail > 0)
    for (const at of [2.2, 2.55])
      addBoxAbout(mesh, 0, 0.06, at, -0.045, at + 0.05, 0.05, GREY, { underside: true });
  const sides = detail === 2 ? 16 : 10;
  const round = (radius: number, colour: number, layer: number) => {
    addDisc(mesh, [0, MIDDLE, FRONT], [0, 0, 1], radius, sides, colour, decal(layer));
  };
  if (face === 'limit' || face === 'no entry') {
    addDisc(mesh, [0, MIDDLE, 0.05], [0, 0, -1], 0.38, sides, GREY);
    round(0.38, RED, 1);
    if (face === 'limit') {
      round(0.29, PALETTE.trim, 2);
      addLettering(mesh, '30', 0, MIDDLE - 0.15, FRONT, 0.3, 0x2b2f3b, decal(3));
    } else
      addPanelAbout(mesh, 0, 0.27, MIDDLE - 0.065, MIDDLE + 0.065, FRONT, PALETTE.trim, decal(2));
  } else if (face === 'stop') addStop(mesh);
  else if (face === 'warning') addWarning(mesh);
  else {
    addBoxAbout(mesh, 0, 0.34, MIDDLE - 0.34, 0, MIDDLE + 0.34, 0.05, BLUE, { underside: true });
    addPanelAbout(mesh, 0, 0.34, MIDDLE - 0.34, MIDDLE + 0.34, 0, GREY, decal(1), -1);
    if (face === 'parking') {
      addLettering(mesh, 'P', 0, MIDDLE - 0.25, 0.05, 0.5, PALETTE.trim, decal(2));
    } else {
      const triangle: Vec3[] = [
        [-0.29, MIDDLE - 0.25, 0.05],
        [0.29, MIDDLE - 0.25, 0.05],
        [0, MIDDLE + 0.28, 0.05],
      ];
      addPolygon(mesh, triangle, [0, 0, 1], PALETTE.trim, decal(2));
      addDisc(mesh, [0, MIDDLE + 0.1, 0.05], [0, 0, 1], 0.05, 8, 0x2b2f3b, decal(3));
      addPanelAbout(mesh, 0, 0.04, MIDDLE - 0.18, MIDDLE + 0.05, 0.05, 0x2b2f3b, decal(3));
    }
  }
  mesh.popTransform();
}

function addStop(mesh: StreetMesh): void {
  addDisc(mesh, [0, MIDDLE, 0.05], [0, 0, -1], 0.4, 8, GREY);
  addDisc(mesh, [0, MIDDLE, FRONT], [0, 0, 1], 0.4, 8, PALETTE.trim, decal(1));
  addDisc(mesh, [0, MIDDLE, FRONT], [0, 0, 1], 0.36, 8, RED, decal(2));
  addLettering(mesh, 'STOP', 0, MIDDLE - 0.09, FRONT, 0.18, PALETTE.trim, decal(3));
}

function addWarning(mesh: StreetMesh): void {
  const triangle = (radius: number, z: number, facing: 1 | -1, colour: number, layer: number) => {
    const points: Vec3[] = [
      [-radius, MIDDLE - radius * 0.58, z],
      [radius, MIDDLE - radius * 0.58, z],
      [0, MIDDLE + radius * 1.15, z],
    ];
    addPolygon(mesh, points, [0, 0, facing], colour, decal(layer));
  };
  triangle(0.45, 0.05, -1, GREY, 0);
  triangle(0.45, FRONT, 1, RED, 1);
  triangle(0.31, FRONT, 1, PALETTE.trim, 2);
  addPanelAbout(mesh, 0, 0.04, MIDDLE - 0.04, MIDDLE + 0.18, FRONT, 0x2b2f3b, decal(3));
  addDisc(mesh, [0, MIDDLE - 0.1, FRONT], [0, 0, 1], 0.045, 8, 0x2b2f3b, decal(3));
}
