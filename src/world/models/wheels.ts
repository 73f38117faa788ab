import * as PALETTE from '../palette.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addDisc, addLimb } from '../shapes/round.ts';
import { decal, shining, type Detail, type StreetMesh } from './kit.ts';

/** Adds a wheel about (x, radius, z) that shows its hub to the outside. */
export function addWheel(
  mesh: StreetMesh,
  x: number,
  z: number,
  radius: number,
  width: number,
  detail: Detail,
): void {
  const side = x < 0 ? -1 : 1;
  const sides = detail === 2 ? 14 : detail === 1 ? 10 : 7;
  addLimb(
    mesh,
    [x - width / 2, radius, z],
    [x + width / 2, radius, z],
    radius,
    radius,
    sides,
    PALETTE.tyre,
  );
  const face = x + (side * width) / 2;
  if (detail === 0) {
    addDisc(mesh, [face, radius, z], [side, 0, 0], radius * 0.6, 6, PALETTE.hub, decal(2));
    return;
  }
  addDisc(mesh, [face, radius, z], [side, 0, 0], radius * 0.62, 10, PALETTE.hub, decal(2));
  addDisc(mesh, [face, radius, z], [side, 0, 0], radius * 0.22, 8, 0x8a8f99, decal(3));
}

/** Adds the dark arch above a wheel, on the flank at `x`. */
export function addWheelArch(
  mesh: StreetMesh,
  x: number,
  y: number,
  z: number,
  radius: number,
  detail: Detail,
): void {
  const facing = x < 0 ? -1 : 1;
  addDisc(mesh, [x, y, z], [facing, 0, 0], radius, detail === 2 ? 14 : 9, 0x23262f, decal(1));
}

/** Where the lights of a vehicle are: half width, front and rear z, heights. Metres. */
export interface VehicleLights {
  readonly halfWidth: number;
  readonly front: number;
  readonly rear: number;
  readonly headHeight: number;
  readonly tailHeight: number;
}

/** Adds head and tail lights; after dusk they shine, and the road ahead is lit, if `on`. */
export function addVehicleLights(mesh: StreetMesh, lights: VehicleLights, on: boolean): void {
  const { halfWidth: hw, front, rear, headHeight, tailHeight } = lights;
  const lit = on && mesh.isLit;
  const head = shining(lit ? 4.2 : 0.85);
  const tail = shining(lit ? 2.2 : 0.6);
  for (const side of [-1, 1]) {
    const a = side * hw * 0.72;
    addBoxAbout(
      mesh,
      a,
      0.17,
      headHeight - 0.08,
      front - 0.05,
      headHeight + 0.1,
      front + 0.03,
      PALETTE.headLight,
      { ...head, underside: true },
    );
    const b = side * hw * 0.78;
    addBoxAbout(
      mesh,
      b,
      0.13,
      tailHeight - 0.1,
      rear - 0.03,
      tailHeight + 0.1,
      rear + 0.05,
      PALETTE.tailLight,
      { ...tail, underside: true },
    );
  }
  if (!lit) return;
  mesh.addLamp({
    kind: 'beam',
    position: [0, headHeight, front + 0.1],
    direction: [0, -0.16, 1],
    colour: [1, 0.92, 0.72],
    strength: 16,
    range: 18,
  });
  mesh.addLamp({
    kind: 'glow',
    position: [0, tailHeight, rear - 0.5],
    colour: [1, 0.12, 0.08],
    strength: 0.5,
    range: 3.5,
  });
}
