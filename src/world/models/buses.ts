import type { Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addPanelAbout, addPolygon } from '../shapes/flat.ts';
import {
  addExtrusion,
  addSideDecal,
  addSideStripe,
  outside,
  type ProfilePoint,
  type Taper,
} from '../shapes/profile.ts';
import { decal, GLASS_DECAL, shining, type Detail, type StreetMesh } from './kit.ts';
import { addLettering } from './lettering.ts';
import { addVehicleLights, addWheel, addWheelArch } from './wheels.ts';

const HALF_WIDTH = 1.25;
const L = 5.2;
const H = 3;
const BODY: Taper = { low: 0.35, lowWidth: HALF_WIDTH, high: H, highWidth: HALF_WIDTH - 0.08 };
const FLANK = outside(BODY);
const PROFILE: readonly ProfilePoint[] = [
  [-L, 0.35],
  [L, 0.35],
  [L + 0.06, 1.1],
  [L - 0.12, H - 0.25],
  [L - 0.4, H],
  [-L + 0.25, H],
  [-L, H - 0.2],
];
const ROOF_EDGE = 4;
const CREAM = 0xf7eeda;
const BANDS: readonly (readonly ProfilePoint[])[] = [
  [
    [-L + 0.06, 2.46],
    [L - 0.14, 2.46],
    [L - 0.2, 2.72],
    [-L + 0.06, 2.72],
  ],
  [
    [-L + 0.04, 0.72],
    [L - 0.02, 0.72],
    [L, 0.86],
    [-L + 0.04, 0.86],
  ],
];

/** Depth of the slanted front at height `y`. */
function frontAt(y: number): number {
  return L + 0.06 - (0.18 * (y - 1.1)) / (H - 1.35) + 0.008;
}

/** Adds the triangles of a city bus about the origin, its front towards +z, its doors to the right. */
export function addBusBody(
  mesh: StreetMesh,
  stream: RandomStream,
  colour: number,
  lightsOn: boolean,
  detail: Detail,
): void {
  const hw = HALF_WIDTH;
  const lit = mesh.isLit;
  addExtrusion(mesh, PROFILE, BODY, colour, {}, (edge) => (edge === ROOF_EDGE ? 0xf4ecdc : colour));
  for (const band of BANDS) addSideDecal(mesh, band, FLANK, CREAM, decal(1));
  const surface = lit ? shining(1.05, 2) : GLASS_DECAL;
  const tint = lit ? 0xffdf9e : PALETTE.glass;
  for (let k = 0; k < 7; k++) {
    const z = -L + 0.35 + k * 1.4;
    addSideStripe(mesh, z, 1.3, z + 1.26, 2.36, FLANK, tint, surface);
  }
  for (const z of [3.55, -0.3]) {
    addDoor(mesh, z - 0.55, z + 0.55, tint, { ...surface, layer: 3 });
    addDoor(mesh, z - 0.04, z + 0.04, PALETTE.tyre, decal(4));
  }
  addFront(mesh, stream, detail);
  addPanelAbout(mesh, 0, 0.95, 1.5, 2.4, -L - 0.002, PALETTE.glass, GLASS_DECAL, -1);
  addPanelAbout(mesh, 0, 0.7, 0.62, 0.98, -L - 0.002, 0x2b3040, decal(3), -1);
  addBoxAbout(mesh, 0, hw, 0.3, L - 0.1, 0.6, L + 0.1, 0x3a3f4d);
  addBoxAbout(mesh, 0, hw, 0.3, -L - 0.06, 0.55, -L + 0.1, 0x3a3f4d);
  addBoxAbout(mesh, 0, 0.6, H, -2.4, H + 0.22, -0.6, 0xe8ddcb, {
    taperX: 0.9,
    taperZ: 0.9,
    underside: false,
  });
  for (const side of [-1, 1]) {
    const x = side * (hw + 0.14);
    addBoxAbout(mesh, x, 0.07, 1.7, L - 0.1, 2.2, L + 0.06, PALETTE.tyre, {
      underside: true,
    });
    for (const z of [-3.2, 2.35]) {
      addWheelArch(mesh, side * (hw + 0.002), 0.48, z, 0.6, detail);
      addWheel(mesh, side * (hw - 0.08), z, 0.47, 0.26, detail);
    }
  }
  const lights = { halfWidth: hw, front: L + 0.05, rear: -L, headHeight: 0.82, tailHeight: 1.15 };
  addVehicleLights(mesh, lights, lightsOn);
}

/** One pane of a door in the right flank between two places along the bus. */
function addDoor(
  mesh: StreetMesh,
  from: number,
  to: number,
  colour: number,
  surface: { readonly layer?: number },
): void {
  const [low, high] = [HALF_WIDTH - 0.002, HALF_WIDTH - 0.062];
  const pane: Vec3[] = [
    [low, 0.42, from],
    [low, 0.42, to],
    [high, 2.42, to],
    [high, 2.42, from],
  ];
  addPolygon(mesh, pane, [1, 0, 0], colour, surface);
}

/** Windscreen, number and destination. */
function addFront(mesh: StreetMesh, stream: RandomStream, detail: Detail): void {
  const screen: Vec3[] = [
    [-HALF_WIDTH + 0.14, 1.18, frontAt(1.18)],
    [HALF_WIDTH - 0.14, 1.18, frontAt(1.18)],
    [HALF_WIDTH - 0.18, 2.3, frontAt(2.3)],
    [-HALF_WIDTH + 0.18, 2.3, frontAt(2.3)],
  ];
  addPolygon(mesh, screen, [0, 0, 1], PALETTE.glass, GLASS_DECAL);
  const board: Vec3[] = [
    [-0.85, 2.38, frontAt(2.38)],
    [0.85, 2.38, frontAt(2.38)],
    [0.83, 2.66, frontAt(2.66)],
    [-0.83, 2.66, frontAt(2.66)],
  ];
  addPolygon(mesh, board, [0, 0, 1], 0x23262f, decal(1));
  const route = `${String(stream.integer(1, 9))}${stream.pick(['', '0', '4', '7'])}`;
  const word = `${route} ${stream.pick(['PARK', 'PORT', 'CITY', 'HILL', 'NORD'])}`;
  const amber = shining(1.3, 2);
  const z = frontAt(2.4);
  if (detail > 0) addLettering(mesh, word, 0, 2.42, z, 0.19, 0xffb84a, amber);
  else addPanelAbout(mesh, 0, 0.6, 2.46, 2.56, z, 0xffb84a, amber);
}
