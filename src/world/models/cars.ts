import type { Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addPolygon } from '../shapes/flat.ts';
import { addExtrusion, addSideDecal, outside, type ProfilePoint } from '../shapes/profile.ts';
import {
  BELT,
  BODY,
  CABIN,
  FRONT_FOOT,
  FRONT_TOP,
  HALF_WIDTH,
  ROOF,
  type Cabin,
} from './car-shape.ts';
import { addRoofLoad, addTaxiSign, addTrim } from './car-trim.ts';
import { GLASS_DECAL, type Detail, type StreetMesh } from './kit.ts';
import { addVehicleLights, addWheel, addWheelArch } from './wheels.ts';

const CABIN_GLASS = outside(CABIN);

const HATCH: Cabin = { halfLength: 1.95, rearFoot: -1.82, rearTop: -1.5 };
const SEDAN: Cabin = { halfLength: 2.2, rearFoot: -1.5, rearTop: -0.95 };

/** Adds the triangles of a hatchback, a sedan or a taxi about the origin, its front towards +z. */
export function addCarBody(
  mesh: StreetMesh,
  stream: RandomStream,
  style: 'hatch' | 'sedan' | 'taxi',
  colour: number,
  lightsOn: boolean,
  detail: Detail,
): void {
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
  addExtrusion(mesh, profile, BODY, colour);
  const outline: readonly ProfilePoint[] = [
    [cabin.rearFoot, BELT - 0.03],
    [FRONT_FOOT, BELT - 0.03],
    [FRONT_TOP, ROOF],
    [cabin.rearTop, ROOF],
  ];
  addExtrusion(mesh, outline, CABIN, colour);
  addCabinGlass(mesh, cabin);
  if (detail > 0) addTrim(mesh, L, colour, cabin, detail);
  const axle = L - 0.78;
  for (const side of [-1, 1]) {
    for (const z of [axle, -axle * 0.97]) {
      addWheelArch(mesh, side * (HALF_WIDTH + 0.002), 0.34, z, 0.41, detail);
      addWheel(mesh, side * (HALF_WIDTH - 0.07), z, 0.335, 0.2, detail);
    }
  }
  const lights = {
    halfWidth: HALF_WIDTH,
    front: L - 0.02,
    rear: -L,
    headHeight: 0.66,
    tailHeight: 0.74,
  };
  addVehicleLights(mesh, lights, lightsOn);
  if (style === 'taxi') addTaxiSign(mesh);
  else if (stream.chance(0.18)) addRoofLoad(mesh, stream);
}

/** Height and z of a share `t` of the way up a slanted edge of the cabin. */
function up(foot: number, top: number, t: number): ProfilePoint {
  return [foot + (top - foot) * t, CABIN.low + (CABIN.high - CABIN.low) * t];
}

function cabinHalfWidth(t: number): number {
  return CABIN.lowWidth + (CABIN.highWidth - CABIN.lowWidth) * t;
}

function addCabinGlass(mesh: StreetMesh, cabin: Cabin): void {
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
  addSideDecal(mesh, front, CABIN_GLASS, PALETTE.glass, GLASS_DECAL);
  addSideDecal(mesh, rear, CABIN_GLASS, PALETTE.glass, GLASS_DECAL);
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
    addPolygon(mesh, pane, [0, 0.4, facing], PALETTE.glass, GLASS_DECAL);
  }
}
