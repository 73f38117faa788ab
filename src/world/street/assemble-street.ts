import { addBackdrop } from '../backdrop.ts';
import { DAY } from '../environment.ts';
import { addBicycle } from '../models/bicycles.ts';
import { StreetMesh } from '../models/kit.ts';
import { addPerson } from '../models/people.ts';
import { addVehicle } from '../models/vehicles.ts';
import type { OtherLight } from '../other-light.ts';
import { RandomStream } from '../random.ts';
import type { Region, World, WorldSpec } from '../spec.ts';
import { applyEdits } from './apply-edits.ts';
import { placeBicycles } from './bicycles.ts';
import { addFurniture } from './furnishing.ts';
import { addPavements, addRoad } from './ground.ts';
import { junction } from './junction.ts';
import { Occupancy, type Footprint } from './occupancy.ts';
import type { OtherPlaces } from './other-places.ts';
import { placePeople } from './pedestrians.ts';
import { groundUnder, type StreetPlan } from './plan.ts';
import { addHouses, detailAt } from './rows.ts';
import { completeSpec } from './spec.ts';
import * as STREAMS from './streams.ts';
import type { MovablePlacement } from './things.ts';
import { placeVehicles } from './traffic.ts';

/** Something that moves, and the instance that shows it; the rider of a bicycle is the instance after it. */
export type Thing = MovablePlacement & { readonly instance: number };

/** A built street: geometry for the renderer, and what stands where for cameras, tests and editors. */
export interface StreetWorld extends World {
  readonly plan: StreetPlan;
  /** People, cars and bicycles, after the edits. */
  readonly things: readonly Thing[];
  /** Furniture and trees as discs of ground, in metres. */
  readonly footprints: readonly Footprint[];
}

/**
 * Returns the street of a spec at `spec.time`; equal specs give equal streets, bit by bit. `others` may be null
 * for the layout `junction`, `otherLight` for a clear day: they need nothing of it.
 */
export function assembleStreet(
  given: WorldSpec,
  others: OtherPlaces | null,
  otherLight: OtherLight | null,
): StreetWorld {
  const spec = completeSpec(given);
  const { light, weather, focus } = spec;
  const root = new RandomStream(spec.seed);
  const plan = others?.planStreet(spec.layout) ?? junction();
  const { night } = otherLight?.environmentFor(light, weather) ?? DAY;
  const mesh = new StreetMesh(night, light === 'golden' || light === 'backlit');
  const taken = new Occupancy();
  const site = { mesh, plan, spec, taken };
  addRoad(mesh, plan, root.fork(STREAMS.road));
  addPavements(mesh, plan);
  addHouses(mesh, plan, focus, root.fork(STREAMS.houses), others);
  addBackdrop(mesh, root.fork(STREAMS.backdrop), weather, 30);
  addFurniture(site, root.fork(STREAMS.furniture), others);
  others?.addOpenGround(site, root.fork(STREAMS.greenery));
  const furniture = [...taken.footprints];
  const placed: MovablePlacement[] = [
    ...placeVehicles(plan, spec, root, taken),
    ...placeBicycles(plan, spec, root, taken),
    ...placePeople(plan, spec, root, taken, others),
  ];
  const things = applyEdits(placed, spec.edits, groundUnder(plan)).map((thing): Thing => {
    const detail = detailAt(thing.z, focus);
    const instance =
      thing.kind === 'car'
        ? addVehicle(mesh, thing, detail)
        : thing.kind === 'bicycle'
          ? addBicycle(mesh, thing, detail)
          : addPerson(mesh, thing, detail);
    return { ...thing, instance };
  });
  return {
    spec: given,
    light,
    weather,
    mesh: mesh.build(),
    region: bakedRegion(plan, focus),
    plan,
    things,
    footprints: furniture,
  };
}

/** What cameras near `focus` see well: road, pavements and fronts, further out where a park or square opens. */
function bakedRegion(plan: StreetPlan, focus: number): Region {
  const wide = (side: -1 | 1): number =>
    plan.stretches.some((stretch) => stretch.side === side && stretch.kind !== 'houses') ? 27 : 15;
  const [minZ, maxZ] = [focus - 6, focus + 62];
  const middles = Array.from({ length: 18 }, (_, k) => plan.centre(minZ + k * 4, 0).x);
  return {
    minX: Math.min(...middles) - wide(-1),
    maxX: Math.max(...middles) + wide(1),
    minZ,
    maxZ,
  };
}
