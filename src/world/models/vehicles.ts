import * as PALETTE from '../palette.ts';
import { RandomStream } from '../random.ts';
import type { VehiclePlacement } from '../street/things.ts';
import { addBusBody } from './buses.ts';
import { addCarBody } from './cars.ts';
import type { Detail, StreetMesh } from './kit.ts';
import { addVanBody } from './vans.ts';

/** Adds a car, van or bus as one instance and returns its id. */
export function addVehicle(mesh: StreetMesh, placement: VehiclePlacement, detail: Detail): number {
  const { style, yaw, lightsOn } = placement;
  const stream = new RandomStream(placement.look);
  const colour =
    style === 'taxi'
      ? PALETTE.taxi
      : stream.pick<number>(style === 'bus' ? PALETTE.buses : PALETTE.cars);
  const id = mesh.beginInstance(style === 'bus' || style === 'van' ? style : 'car', {
    heading: yaw,
    velocity: [placement.velocityX, 0, placement.velocityZ],
  });
  mesh.pushTransform(placement.x, placement.y, placement.z, yaw);
  if (style === 'bus') addBusBody(mesh, stream, colour, lightsOn, detail);
  else if (style === 'van') addVanBody(mesh, stream, colour, lightsOn, detail);
  else addCarBody(mesh, stream, style, colour, lightsOn, detail);
  mesh.popTransform();
  return id;
}
