import type { Vec3 } from '../math.ts';
import type { ProfilePoint, Taper } from '../mesh.ts';
import { PALETTE } from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { decal, GLASS_DECAL, lampsAreOn, shining, type Detail, type ModelKit } from './kit.ts';
import { addVehicleLights, addWheel, addWheelArch } from './wheels.ts';

const HALF_WIDTH = 0.88;
const BELT = 0.98;
const ROOF = 1.48;
const BODY: Taper = { low: 0.24, lowWidth: HALF_WIDTH, high: 1, highWidth: HALF_WIDTH - 0.07 };
const BODY_DECAL: Taper = {
  ...BODY,
  lowWidth: BODY.lowWidth + 0.004,
  highWidth: BODY.highWidth + 0.004,
};
const CABIN: Taper = {
  low: BELT - 0.03,
  lowWidth: HALF_WIDTH - 0.08,
  high: ROOF,
  highWidth: HALF_WIDTH - 0.25,
};
const CABIN_GLASS: Taper = {
  ...CABIN,
  lowWidth: CABIN.lowWidth + 0.004,
  highWidth: CABIN.highWidth + 0.004,
};

/** Where the cabin of a body style sits along the car, in metres. */
interface Cabin {
  readonly halfLength: number;
  readonly rearFoot: number;
  readonly rearTop: number;
}

const FRONT_FOOT = 1;
const FRONT_TOP = 0.28;
const HATCH: Cabin = { halfLength: 1.95, rearFoot: -1.82, rearTop: -1.5 };
const SEDAN: Cabin = { halfLength: 2.2, rearFoot: -1.5, rearTop: -0.95 };

/** Adds the triangles of a hatchback, a sedan or a taxi about the origin, its front towards +z. */
export function addCarBody(
  kit: ModelKit,
  stream: RandomStream,
  style: 'hatch' | 'sedan' | 'taxi',
  colour: number,
  lightsOn: boolean,
  detail: Detail,
): void {
  const { mesh } = kit;
  const cabin = style === 'hatch' ? HATCH : SEDAN;
  const { halfLength: L } = cabin;
  const boot: readonly ProfilePoint[] =
    style === 'hatch'
      ? [
          [-L + 0.1, BELT],
          [-L + 0.08, BELT - 0.03],
        ]
      : [
          [-L + 0.9, BELT],
          [-L + 0.08, 0.93],
        ];
  const profile: readonly ProfilePoint[] = [
    [-L, 0.42],
    [-L + 0.12, 0.24],
    [L - 0.15, 0.24],
    [L, 0.4],
    [L - 0.03, 0.66],
    [L - 0.2, 0.8],
    [0.95, BELT],
    ...boot,
    [-L, 0.75],
  ];
  mesh.extrude(profile, BODY, colour);
  const outline: readonly ProfilePoint[] = [
    [cabin.rearFoot, BELT - 0.03],
    [FRONT_FOOT, BELT - 0.03],
    [FRONT_TOP, ROOF],
    [cabin.rearTop, ROOF],
  ];
  mesh.extrude(outline, CABIN, colour);
  addCabinGlass(kit, cabin);
  if (detail > 0) addTrim(kit, L, colour, cabin, detail);
  const axle = L - 0.78;
  for (const side of [-1, 1]) {
    for (const z of [axle, -axle * 0.97]) {
      addWheelArch(kit, side * (HALF_WIDTH + 0.002), 0.34, z, 0.41, detail);
      addWheel(kit, side * (HALF_WIDTH - 0.07), z, 0.335, 0.2, detail);
    }
  }
  const lights = {
    halfWidth: HALF_WIDTH,
    front: L - 0.02,
    rear: -L,
    headHeight: 0.66,
    tailHeight: 0.74,
  };
  addVehicleLights(kit, lights, lightsOn);
  if (style === 'taxi') addTaxiSign(kit);
  else if (stream.chance(0.18)) addRoofLoad(kit, stream);
}

/** Height and z of a share `t` of the way up a slanted edge of the cabin. */
function up(foot: number, top: number, t: number): ProfilePoint {
  return [foot + (top - foot) * t, CABIN.low + (CABIN.high - CABIN.low) * t];
}

function cabinHalfWidth(t: number): number {
  return CABIN.lowWidth + (CABIN.highWidth - CABIN.lowWidth) * t;
}

function addCabinGlass(kit: ModelKit, cabin: Cabin): void {
  const { mesh } = kit;
  const [low, high] = [0.12, 0.86];
  const middle = cabin.rearTop + (FRONT_TOP - cabin.rearTop) * 0.42;
  const [yLow, yHigh] = [up(0, 0, low)[1], up(0, 0, high)[1]];
  const frontLow = up(FRONT_FOOT, FRONT_TOP, low)[0] - 0.14;
  const frontHigh = up(FRONT_FOOT, FRONT_TOP, high)[0] - 0.12;
  const rearLow = up(cabin.rearFoot, cabin.rearTop, low)[0] + 0.16;
  const rearHigh = up(cabin.rearFoot, cabin.rearTop, high)[0] + 0.12;
  const front: readonly ProfilePoint[] = [
    [middle + 0.05, yLow],
    [frontLow, yLow],
    [frontHigh, yHigh],
    [middle + 0.05, yHigh],
  ];
  const rear: readonly ProfilePoint[] = [
    [rearLow, yLow],
    [middle - 0.05, yLow],
    [middle - 0.05, yHigh],
    [rearHigh, yHigh],
  ];
  mesh.sideDecal(front, CABIN_GLASS, PALETTE.glass, GLASS_DECAL);
  mesh.sideDecal(rear, CABIN_GLASS, PALETTE.glass, GLASS_DECAL);
  for (const [foot, top, facing] of [
    [FRONT_FOOT, FRONT_TOP, 1],
    [cabin.rearFoot, cabin.rearTop, -1],
  ] as const) {
    const [zLow, yBottom] = up(foot, top, low);
    const [zHigh, yTop] = up(foot, top, 0.9);
    const a = cabinHalfWidth(low) - 0.08;
    const b = cabinHalfWidth(0.9) - 0.07;
    const out = facing * 0.006;
    const pane: Vec3[] = [
      [-a, yBottom, zLow + out],
      [a, yBottom, zLow + out],
      [b, yTop, zHigh + out],
      [-b, yTop, zHigh + out],
    ];
    mesh.polygon(pane, [0, 0.4, facing], PALETTE.glass, GLASS_DECAL);
  }
}

/** Bumpers, grille, plates, mirrors, handles and the seam of the doors. */
function addTrim(kit: ModelKit, L: number, colour: number, cabin: Cabin, detail: Detail): void {
  const { mesh } = kit;
  const hw = HALF_WIDTH;
  const bumper = 0x3a3f4d;
  const closed = { underside: true };
  mesh.box(-hw + 0.06, 0.24, L - 0.1, hw - 0.06, 0.42, L + 0.05, bumper);
  mesh.box(-hw + 0.06, 0.26, -L - 0.05, hw - 0.06, 0.44, -L + 0.1, bumper);
  mesh.box(-0.42, 0.5, L - 0.06, 0.42, 0.68, L + 0.02, 0x2b3040, closed);
  mesh.box(-0.22, 0.3, L, 0.22, 0.4, L + 0.06, PALETTE.trim, closed);
  mesh.box(-0.25, 0.5, -L - 0.02, 0.25, 0.62, -L + 0.02, 0xf4e6a0);
  for (const side of [-1, 1]) {
    const mirror = side * (hw + 0.05);
    mesh.box(
      mirror - 0.09,
      1,
      FRONT_FOOT - 0.42,
      mirror + 0.09,
      1.14,
      FRONT_FOOT - 0.26,
      colour,
      closed,
    );
  }
  if (detail < 2) return;
  mesh.box(-0.42, 0.575, L, 0.42, 0.6, L + 0.03, PALETTE.hub, closed);
  const seam = cabin.rearTop + (FRONT_TOP - cabin.rearTop) * 0.42;
  const door: readonly ProfilePoint[] = [
    [seam - 0.012, 0.42],
    [seam + 0.012, 0.42],
    [seam + 0.012, 0.95],
    [seam - 0.012, 0.95],
  ];
  mesh.sideDecal(door, BODY_DECAL, 0x3a3540, decal(2));
  const sill: readonly ProfilePoint[] = [
    [-L + 1.15, 0.3],
    [L - 1.2, 0.3],
    [L - 1.2, 0.36],
    [-L + 1.15, 0.36],
  ];
  mesh.sideDecal(sill, BODY_DECAL, bumper, decal(2));
  for (const side of [-1, 1]) {
    const x = side * (hw - 0.02);
    for (const z of [-0.42, 0.62])
      mesh.box(x - 0.03, 0.78, z, x + 0.03, 0.82, z + 0.18, PALETTE.metal);
  }
}

function addTaxiSign(kit: ModelKit): void {
  const { mesh } = kit;
  const glow = lampsAreOn(kit) ? shining(1.6) : {};
  mesh.box(-0.28, ROOF, -0.45, 0.28, ROOF + 0.17, -0.2, 0xfff2cf, { ...glow, underside: false });
  const stripe: readonly ProfilePoint[] = [
    [-1.9, 0.6],
    [1.75, 0.6],
    [1.75, 0.7],
    [-1.9, 0.7],
  ];
  mesh.sideDecal(stripe, BODY_DECAL, 0x2b2f3b, decal(1));
}

/** A roof rack with two cases. */
function addRoofLoad(kit: ModelKit, stream: RandomStream): void {
  const { mesh } = kit;
  for (const z of [-0.9, -0.1])
    mesh.box(-0.55, ROOF, z, 0.55, ROOF + 0.06, z + 0.05, PALETTE.metal);
  const case1 = stream.pick([0xb87a45, 0x8d5a4a, 0x557a5b]);
  mesh.box(-0.5, ROOF + 0.06, -1, 0.1, ROOF + 0.32, 0.05, case1, { underside: false });
  mesh.box(0.12, ROOF + 0.06, -0.9, 0.5, ROOF + 0.25, -0.1, 0x2f5d62, { underside: false });
}
