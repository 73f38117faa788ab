import type { Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addPanel, addPanelAbout, addPolygon } from '../shapes/flat.ts';
import {
  addExtrusion,
  addSideDecal,
  addSideStripe,
  outside,
  type ProfilePoint,
  type Taper,
} from '../shapes/profile.ts';
import { decal, GLASS_DECAL, type Detail, type StreetMesh } from './kit.ts';
import { addVehicleLights, addWheel, addWheelArch } from './wheels.ts';

const HALF_WIDTH = 0.98;
const L = 2.45;
const BODY: Taper = { low: 0.32, lowWidth: HALF_WIDTH, high: 2.2, highWidth: HALF_WIDTH - 0.1 };
const FLANK = outside(BODY);
const PROFILE: readonly ProfilePoint[] = [
  [-L, 0.32],
  [L - 0.05, 0.32],
  [L, 0.55],
  [L - 0.1, 1.02],
  [L - 0.55, 1.2],
  [L - 1.2, 2.1],
  [L - 1.45, 2.2],
  [-L + 0.06, 2.2],
  [-L, 2.1],
];
const SIDE_WINDOW: readonly ProfilePoint[] = [
  [0.72, 1.22],
  [L - 0.72, 1.22],
  [L - 1.22, 1.95],
  [0.72, 1.95],
];
const EMBLEM: readonly ProfilePoint[] = [
  [-1.5, 1.25],
  [-0.2, 1.25],
  [-0.5, 1.75],
  [-1.2, 1.75],
];

/** Adds the triangles of a delivery van about the origin, its front towards +z. */
export function addVanBody(
  mesh: StreetMesh,
  stream: RandomStream,
  colour: number,
  lightsOn: boolean,
  detail: Detail,
): void {
  const hw = HALF_WIDTH;
  addExtrusion(mesh, PROFILE, BODY, colour);
  addSideDecal(mesh, SIDE_WINDOW, FLANK, PALETTE.glass, GLASS_DECAL);
  addWindscreen(mesh);
  for (const [from, to] of detail > 0
    ? ([
        [-0.78, -0.06],
        [0.06, 0.78],
      ] as const)
    : ([[-0.75, 0.75]] as const)) {
    addPanel(mesh, from, 1.25, to, 1.9, -L - 0.002, PALETTE.glass, GLASS_DECAL, -1);
  }
  const isWhite = colour === 0xf7f2e7;
  const [stripe, emblem] = isWhite
    ? stream.pick([
        [0xd9503f, 0x2f7f79],
        [0x3f5b8c, 0xe9a93a],
        [0x2f7f79, 0xd9503f],
      ] as const)
    : ([0xfbf3e4, 0xfbf3e4] as const);
  addSideStripe(mesh, -L + 0.1, 0.85, 0.6, 1.05, FLANK, stripe, decal(1));
  addSideDecal(mesh, EMBLEM, FLANK, emblem, decal(1));
  const bumper = 0x3a3f4d;
  addBoxAbout(mesh, 0, hw - 0.03, 0.28, L - 0.15, 0.5, L + 0.07, bumper);
  addBoxAbout(mesh, 0, hw - 0.03, 0.28, -L - 0.06, 0.46, -L + 0.1, bumper);
  if (detail > 0) {
    addPanelAbout(mesh, 0, 0.012, 0.55, 2.05, -L, 0x3a3540, decal(3), -1);
    addPanelAbout(mesh, 0, 0.26, 0.62, 0.76, -L, 0xf4e6a0, decal(4), -1);
    addBoxAbout(mesh, 0, 0.5, 0.62, L - 0.08, 0.84, L - 0.02, 0x2b3040, { underside: true });
  }
  for (const side of [-1, 1]) {
    const x = side * (hw + 0.06);
    addBoxAbout(mesh, x, 0.08, 1.2, L - 0.95, 1.5, L - 0.83, PALETTE.tyre, {
      underside: true,
    });
    for (const z of [-1.5, 1.55]) {
      addWheelArch(mesh, side * (hw + 0.002), 0.38, z, 0.45, detail);
      addWheel(mesh, side * (hw - 0.06), z, 0.37, 0.22, detail);
    }
  }
  const lights = { halfWidth: hw, front: L - 0.02, rear: -L, headHeight: 0.78, tailHeight: 1 };
  addVehicleLights(mesh, lights, lightsOn);
}

function addWindscreen(mesh: StreetMesh): void {
  const half = (y: number) => HALF_WIDTH - (0.1 * (y - 0.32)) / 1.88 - 0.1;
  const pane: Vec3[] = [
    [-half(1.25), 1.25, L - 0.58],
    [half(1.25), 1.25, L - 0.58],
    [half(2), 2.03, L - 1.142],
    [-half(2), 2.03, L - 1.142],
  ];
  addPolygon(mesh, pane, [0, 0.5, 1], PALETTE.glass, GLASS_DECAL);
}
