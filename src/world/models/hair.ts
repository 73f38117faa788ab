import * as PALETTE from '../palette.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addLimb, addLoft } from '../shapes/round.ts';
import type { Detail, StreetMesh } from './kit.ts';

/** What grows on a head or is worn on it. */
export type HeadStyle =
  | 'short'
  | 'long'
  | 'bun'
  | 'curls'
  | 'ponytail'
  | 'thinning'
  | 'cap'
  | 'hat'
  | 'bobble hat'
  | 'scarf'
  | 'helmet';

/** Adds hair or what covers it; (y, z) is the middle of the head. */
export function addHair(
  mesh: StreetMesh,
  y: number,
  z: number,
  hair: number,
  cover: number,
  style: HeadStyle,
  detail: Detail,
): void {
  const round = detail === 2 ? 1 : 0;
  const sides = detail === 2 ? 9 : 6;
  switch (style) {
    case 'cap':
      addCrop(mesh, y - 0.02, z, hair, round);
      addLoft(
        mesh,
        0,
        z - 0.005,
        [
          [y + 0.05, 0.15, 0.157],
          [y + 0.15, 0.128, 0.138],
          [y + 0.185, 0.06, 0.07],
        ],
        sides,
        cover,
      );
      addBoxAbout(mesh, 0, 0.1, y + 0.05, z + 0.1, y + 0.072, z + 0.26, cover, {
        taperX: 0.8,
        underside: true,
      });
      return;
    case 'hat':
      addCrop(mesh, y - 0.02, z, hair, round);
      addLoft(
        mesh,
        0,
        z,
        [
          [y + 0.075, 0.25, 0.26],
          [y + 0.09, 0.25, 0.26],
        ],
        sides + 1,
        cover,
      );
      addLoft(
        mesh,
        0,
        z,
        [
          [y + 0.08, 0.155, 0.162],
          [y + 0.12, 0.15, 0.158],
          [y + 0.215, 0.115, 0.13],
        ],
        sides,
        [0x4b4a55, cover],
      );
      return;
    case 'bobble hat':
      addLoft(
        mesh,
        0,
        z - 0.01,
        [
          [y + 0.035, 0.152, 0.16],
          [y + 0.09, 0.155, 0.163],
          [y + 0.17, 0.11, 0.118],
          [y + 0.205, 0.04, 0.045],
        ],
        sides,
        [PALETTE.trim, cover, cover],
      );
      addIcosphere(mesh, 0, y + 0.23, z - 0.01, 0.05, 0.05, 0.05, 0, PALETTE.trim);
      return;
    case 'scarf':
      addIcosphere(mesh, 0, y + 0.03, z - 0.03, 0.158, 0.168, 0.158, round, cover);
      addLoft(
        mesh,
        0,
        z - 0.04,
        [
          [y - 0.28, 0.17, 0.12],
          [y - 0.16, 0.14, 0.125, 0.01],
          [y - 0.02, 0.152, 0.14, 0.005],
        ],
        sides,
        cover,
      );
      return;
    case 'helmet':
      addIcosphere(mesh, 0, y + 0.06, z - 0.012, 0.157, 0.138, 0.178, round, cover);
      addBoxAbout(mesh, 0, 0.03, y + 0.12, z - 0.16, y + 0.2, z + 0.12, PALETTE.metal, {
        taperZ: 0.6,
      });
      return;
    case 'thinning':
      addIcosphere(mesh, 0, y - 0.01, z - 0.055, 0.148, 0.115, 0.112, round, hair);
      return;
    case 'curls':
      addIcosphere(mesh, 0, y + 0.075, z - 0.045, 0.185, 0.165, 0.178, round, hair);
      if (detail < 2) return;
      for (const [dx, dy, dz] of [
        [-0.13, 0.04, 0.01],
        [0.13, 0.04, 0.01],
        [-0.07, 0.14, 0.07],
        [0.07, 0.145, 0.06],
        [0, 0, -0.15],
      ] as const) {
        addIcosphere(mesh, dx, y + dy, z + dz, 0.08, 0.075, 0.08, 0, hair);
      }
      return;
    case 'long':
      addCrop(mesh, y, z, hair, round);
      addLoft(
        mesh,
        0,
        z - 0.07,
        [
          [y - 0.27, 0.1, 0.05, -0.015],
          [y - 0.16, 0.148, 0.075],
          [y - 0.02, 0.152, 0.095],
          [y + 0.09, 0.135, 0.085],
        ],
        sides,
        hair,
      );
      if (detail === 2) addFringe(mesh, y, z, hair);
      return;
    case 'bun':
      addCrop(mesh, y, z, hair, round);
      addIcosphere(mesh, 0, y + 0.14, z - 0.13, 0.078, 0.075, 0.075, round, hair);
      if (detail === 2) addFringe(mesh, y, z, hair);
      return;
    case 'ponytail':
      addCrop(mesh, y, z, hair, round);
      addLimb(
        mesh,
        [0, y + 0.07, z - 0.15],
        [0, y - 0.2, z - 0.2],
        0.055,
        0.025,
        detail === 2 ? 6 : 4,
        hair,
      );
      if (detail === 2) addFringe(mesh, y, z, hair);
      return;
    case 'short':
      addCrop(mesh, y, z, hair, round);
      if (detail === 2) addFringe(mesh, y, z, hair);
  }
}

/** Hair close to the skull: it leaves forehead and ears free and runs down the neck. */
function addCrop(mesh: StreetMesh, y: number, z: number, hair: number, round: 0 | 1): void {
  addIcosphere(mesh, 0, y + 0.052, z - 0.034, 0.146, 0.134, 0.143, round, hair);
  if (round === 1)
    addLoft(
      mesh,
      0,
      z - 0.06,
      [
        [y - 0.13, 0.085, 0.055],
        [y - 0.04, 0.138, 0.088],
        [y + 0.04, 0.146, 0.1],
      ],
      8,
      hair,
    );
}

/** A parting: hair swept over the forehead to both sides, unevenly and close to it. */
function addFringe(mesh: StreetMesh, y: number, z: number, hair: number): void {
  addIcosphere(mesh, 0.052, y + 0.1, z + 0.052, 0.088, 0.05, 0.074, 0, hair);
  addIcosphere(mesh, -0.064, y + 0.088, z + 0.042, 0.078, 0.056, 0.074, 0, hair);
}
