import { cosine, PI, sine, type Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addDisc, addLimb, addLoft } from '../shapes/round.ts';
import type { BicyclePlacement } from '../street/things.ts';
import { addBackpack } from './carried.ts';
import { addHead } from './heads.ts';
import { shining, type Detail, type StreetMesh } from './kit.ts';
import { pickOutfit, type Outfit } from './outfits.ts';

const WHEEL_RADIUS = 0.335;
const AXLE = 0.52;
const TUBE = 0.024;
/** Bottom bracket, saddle and handlebar: height and place along the frame. */
const PEDALS = { y: 0.32, z: -0.08 };
const RING_SIDES = [8, 10, 14] as const;

/** Adds a bicycle and its rider, each an instance of its own; returns the id of the bicycle. */
export function addBicycle(mesh: StreetMesh, placement: BicyclePlacement, detail: Detail): number {
  const { x, y, z, yaw } = placement;
  const stream = new RandomStream(placement.look);
  const colour = stream.pick(PALETTE.cars);
  const motion = {
    heading: yaw,
    velocity: [placement.velocityX, 0, placement.velocityZ],
  } as const;
  const id = mesh.beginInstance('bicycle', motion);
  mesh.pushTransform(x, y, z, yaw);
  addWheelRing(mesh, -AXLE, placement.phase, detail);
  addWheelRing(mesh, AXLE, placement.phase, detail);
  addFrame(mesh, colour, stream, detail);
  mesh.popTransform();
  const outfit = pickOutfit(stream.fork(1));
  mesh.beginInstance('person', { ...motion, traits: { pose: 'cycling' } });
  mesh.pushTransform(x, y, z, yaw);
  addRider(mesh, outfit, placement.phase, stream.fork(2), detail);
  mesh.popTransform();
  return id;
}

function addWheelRing(mesh: StreetMesh, z0: number, phase: number, detail: Detail): void {
  const count = RING_SIDES[detail];
  const middle = WHEEL_RADIUS + 0.005;
  const rim = (angle: number): Vec3 => [
    0,
    middle + cosine(angle) * WHEEL_RADIUS,
    z0 + sine(angle) * WHEEL_RADIUS,
  ];
  for (let k = 0; k < count; k++) {
    const a = (2 * PI * k) / count;
    addLimb(
      mesh,
      rim(a),
      rim(a + (2 * PI) / count),
      0.026,
      0.026,
      detail === 2 ? 4 : 3,
      PALETTE.tyre,
      {},
      false,
    );
  }
  if (detail === 0) return;
  for (let k = 0; k < 4; k++) {
    const a = (k * PI) / 4 + phase * 6.7;
    addLimb(mesh, rim(a), rim(a + PI), 0.006, 0.006, 3, 0xb8bcc4, {}, false);
  }
}

function addFrame(mesh: StreetMesh, colour: number, stream: RandomStream, detail: Detail): void {
  const sides = detail === 2 ? 5 : 3;
  const tube = (from: Vec3, to: Vec3, tint = colour, radius = TUBE) => {
    addLimb(mesh, from, to, radius, radius, sides, tint, {}, detail === 2);
  };
  tube([0, 0.34, -AXLE], [0, PEDALS.y, PEDALS.z]);
  tube([0, PEDALS.y, PEDALS.z], [0, 0.78, -0.24]);
  tube([0, 0.34, -AXLE], [0, 0.78, -0.24]);
  tube([0, PEDALS.y, PEDALS.z], [0, 0.76, 0.34]);
  tube([0, 0.76, -0.23], [0, 0.8, 0.34]);
  tube([0, 0.34, AXLE], [0, 0.98, 0.3]);
  tube([-0.26, 1, 0.26], [0.26, 1, 0.26], PALETTE.metal, 0.018);
  tube([0, 0.78, -0.24], [0, 0.9, -0.27], PALETTE.metal, 0.018);
  addBoxAbout(mesh, 0, 0.07, 0.9, -0.38, 0.96, -0.12, 0x3a2a26, {
    taperX: 0.8,
    taperZ: 0.9,
    underside: true,
  });
  if (stream.chance(0.6)) {
    addBoxAbout(mesh, 0, 0.15, 0.72, 0.5, 0.95, 0.78, 0xb5793f, {
      taperX: 1.1,
      taperZ: 1.1,
      underside: true,
    });
  }
  addIcosphere(mesh, 0, 0.68, -0.62, 0.03, 0.03, 0.03, 0, 0xff3a2a, shining(0.8 + mesh.dusk * 2));
  if (detail === 2) {
    addDisc(mesh, [0.05, PEDALS.y, PEDALS.z], [1, 0, 0], 0.09, 8, PALETTE.metal);
    addDisc(mesh, [0.045, PEDALS.y, PEDALS.z], [-1, 0, 0], 0.09, 8, PALETTE.metal);
  }
}

/** Somebody in the saddle: the feet follow the pedals. */
function addRider(
  mesh: StreetMesh,
  outfit: Outfit,
  phase: number,
  stream: RandomStream,
  detail: Detail,
): void {
  const sides = detail === 2 ? 6 : 4;
  for (const side of [-1, 1]) {
    const turn = 2 * PI * phase + (side > 0 ? PI : 0);
    const x = side * 0.1;
    const pedal: Vec3 = [x, PEDALS.y + cosine(turn) * 0.15, PEDALS.z + sine(turn) * 0.15];
    const knee: Vec3 = [x, (0.96 + pedal[1]) / 2 + 0.1, (-0.2 + pedal[2]) / 2 + 0.28];
    addLimb(mesh, [x, 0.97, -0.2], knee, 0.1, 0.072, sides, outfit.legs);
    addLimb(
      mesh,
      knee,
      [x, pedal[1] + 0.06, pedal[2]],
      0.07,
      0.05,
      sides,
      outfit.legs,
      {},
      detail > 0,
    );
    const heel: Vec3 = [x, pedal[1] + 0.03, pedal[2] - 0.07];
    addLimb(mesh, heel, [x, pedal[1] + 0.01, pedal[2] + 0.16], 0.055, 0.045, sides, outfit.shoes);
  }
  mesh.pushTransform(0, 0.94, -0.22, 0, 1, 0.42);
  const rings = [
    [-0.05, 0.165, 0.125],
    [0.3, 0.192, 0.13],
    [0.44, 0.205, 0.112],
    [0.5, 0.16, 0.09],
    [0.56, 0.066, 0.062],
  ] as const;
  addLoft(mesh, 0, 0, rings, detail === 2 ? 8 : 6, outfit.top);
  mesh.popTransform();
  for (const side of [-1, 1]) {
    const shoulder: Vec3 = [side * 0.195, 1.36, -0.03];
    const elbow: Vec3 = [side * 0.27, 1.16, 0.1];
    if (detail === 2)
      addIcosphere(mesh, side * 0.19, 1.362, -0.03, 0.058, 0.058, 0.06, 0, outfit.top);
    addLimb(mesh, shoulder, elbow, 0.058, 0.05, sides, outfit.top, {}, detail > 0);
    addLimb(mesh, elbow, [side * 0.23, 1.03, 0.27], 0.048, 0.04, sides, outfit.sleeve);
  }
  if (stream.chance(0.35)) {
    mesh.pushTransform(0, 0.02, -0.1, 0, 1, 0.2);
    addBackpack(mesh, stream.pick(PALETTE.awnings), detail);
    mesh.popTransform();
  }
  const helmet = stream.pick([0xf4ecdc, 0xe4573d, 0x2e86a0, 0xf2b138]);
  addHead(mesh, 1.62, 0.12, outfit.skin, outfit.hair, helmet, 'helmet', detail);
}
