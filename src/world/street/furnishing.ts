import { PI } from '../math.ts';
import { addBench, addBin, addPillarBox, addPlanter } from '../models/furniture.ts';
import { addCafeTable } from '../models/cafe-tables.ts';
import type { StreetMesh } from '../models/kit.ts';
import { addSign, SIGN_FACES } from '../models/signs.ts';
import { addStreetLamp } from '../models/street-lamps.ts';
import { addTrafficLight, type Signal } from '../models/traffic-lights.ts';
import { addTree } from '../models/trees.ts';
import type { RandomStream } from '../random.ts';
import type { Occupancy } from './occupancy.ts';
import type { OtherPlaces } from './other-places.ts';
import { clearOfCrossings, KERB_HEIGHT, type SideOfRoad, type StreetPlan } from './plan.ts';
import { detailAt, frontHeading } from './rows.ts';
import type { CompleteSpec } from './spec.ts';

/** What furnishing the street needs at hand. */
export interface Site {
  readonly mesh: StreetMesh;
  readonly plan: StreetPlan;
  readonly spec: CompleteSpec;
  readonly taken: Occupancy;
}

/** Adds lamps, trees, signs, benches, cafés and lights, and takes their ground. */
export function addFurniture(site: Site, stream: RandomStream, others: OtherPlaces | null): void {
  for (const side of [-1, 1] as const) {
    addLamps(site, side);
    addSigns(site, side, stream.fork(20 + side));
    if (site.plan.pavement > 3.5) addStreetTrees(site, side, stream.fork(30 + side));
    addSeating(site, side, stream.fork(40 + side));
  }
  addSignals(site, stream.fork(1));
  if (site.plan.layout === 'lane') others?.addLaneDressing(site, stream.fork(2));
}

function addLamps({ mesh, plan, spec, taken }: Site, side: SideOfRoad): void {
  const inset = plan.pavement > 3.5 ? 0.55 : 0.35;
  for (let along = plan.start + 4 + (side > 0 ? 6.5 : 0); along < plan.end; along += 13) {
    if (!clearOfCrossings(plan, along, 0.5)) continue;
    const { x, z, yaw } = plan.centre(along, side * (plan.roadHalf + inset));
    taken.take(x, z, 0.18, 5.2);
    addStreetLamp(mesh, x, KERB_HEIGHT, z, yaw + frontHeading(side), detailAt(along, spec.focus));
  }
}

function addSigns({ mesh, plan, spec, taken }: Site, side: SideOfRoad, stream: RandomStream): void {
  const inset = plan.pavement > 3.5 ? 0.45 : 0.3;
  for (let along = plan.start + 11, slot = 0; along < plan.end; slot++) {
    const own = stream.fork(slot);
    const face = own.pick(SIGN_FACES);
    const { x, z, yaw } = plan.centre(along, side * (plan.roadHalf + inset));
    if (clearOfCrossings(plan, along, 4.5) && taken.isFree(x, z, 0.3)) {
      taken.take(x, z, 0.12, 2.1);
      taken.take(x, z, 0.42, 2.9, 2.05);
      addSign(
        mesh,
        x,
        KERB_HEIGHT,
        z,
        yaw + (side > 0 ? PI : 0),
        face,
        detailAt(along, spec.focus),
      );
    }
    along += own.between(15, 24);
  }
}

function addStreetTrees(
  { mesh, plan, spec, taken }: Site,
  side: SideOfRoad,
  stream: RandomStream,
): void {
  for (let along = plan.start + 8 + (side > 0 ? 5 : 0), slot = 0; along < plan.end; slot++) {
    const own = stream.fork(slot);
    const { x, z } = plan.centre(along, side * (plan.roadHalf + 0.66));
    const detail = detailAt(along, spec.focus);
    if (clearOfCrossings(plan, along, 6) && taken.isFree(x, z, 0.5)) {
      if (own.chance(0.8)) {
        taken.take(x, z, 0.4, 2.2);
        taken.take(x, z, 2.1, 6.2, 2.1);
        addTree(mesh, own, { x, y: KERB_HEIGHT, z, bed: true, detail });
      } else {
        taken.take(x, z, 0.42, 1.1);
        addPlanter(mesh, own, x, KERB_HEIGHT, z, detail);
      }
    }
    along += own.between(7, 11);
  }
}

/** Benches, bins, planters, pillar boxes and café tables along the house fronts. */
function addSeating(
  { mesh, plan, spec, taken }: Site,
  side: SideOfRoad,
  stream: RandomStream,
): void {
  const edge = plan.roadHalf + plan.pavement;
  const last = Math.min(plan.end, spec.focus + 85);
  for (let along = plan.start + 5, slot = 0; along < last; slot++) {
    const own = stream.fork(slot);
    const kind = own.next();
    const detail = detailAt(along, spec.focus);
    const near = plan.centre(along, side * (edge - 0.38));
    const kerb = plan.centre(along, side * (plan.roadHalf + 0.5));
    const facing = near.yaw + frontHeading(side);
    if (clearOfCrossings(plan, along, 4.5) && taken.isFree(near.x, near.z, 0.5)) {
      if (kind < 0.2) {
        taken.takeOblong(near.x, near.z, near.yaw, 0.9, 0.3, 0.9);
        addBench(mesh, near.x, KERB_HEIGHT, near.z, facing);
      } else if (kind < 0.36) {
        if (taken.isFree(kerb.x, kerb.z, 0.35)) {
          taken.take(kerb.x, kerb.z, 0.3, 1.6);
          if (own.chance(0.35)) addPillarBox(mesh, kerb.x, KERB_HEIGHT, kerb.z, facing + PI);
          else addBin(mesh, kerb.x, KERB_HEIGHT, kerb.z);
        }
      } else if (kind < 0.68) {
        taken.take(near.x, near.z, 0.4, 1.1);
        addPlanter(mesh, own, near.x, KERB_HEIGHT, near.z, detail);
      } else if (plan.pavement > 3.5) {
        taken.takeOblong(near.x, near.z, near.yaw, 0.95, 0.36, 1.1);
        taken.take(near.x, near.z, 1.02, 2.65, 2.05);
        addCafeTable(mesh, own, near.x, KERB_HEIGHT, near.z, near.yaw, detail);
      }
    }
    along += own.between(5.5, 11);
  }
}

/** Traffic lights at every crossing of a road with two lanes; zebra signs at the others. */
function addSignals({ mesh, plan, spec, taken }: Site, stream: RandomStream): void {
  const driving: Signal = stream.chance(0.75) ? 'green' : 'amber';
  const signal: Signal = spec.crowd > 0 ? 'red' : driving;
  const cross = plan.crossStreet;
  const place = (along: number, offset: number, heading: number): void => {
    const { x, z, yaw } = plan.centre(along, offset);
    taken.take(x, z, 0.18, 4);
    if (plan.lanes.length > 1) {
      addTrafficLight(mesh, x, KERB_HEIGHT, z, yaw + heading, signal, detailAt(along, spec.focus));
    } else {
      addSign(mesh, x, KERB_HEIGHT, z, yaw + heading, 'crossing', detailAt(along, spec.focus));
    }
  };
  const near = plan.roadHalf + 0.45;
  if (cross) {
    const reach = cross.half + 0.42;
    place(cross.along - reach, near, PI);
    place(cross.along + reach, near, PI);
    place(cross.along - reach, -near, 0);
    place(cross.along + reach, -near, 0);
    return;
  }
  for (const { along, depth } of plan.crossings) {
    const reach = depth / 2 + 0.5;
    place(along - reach, near, PI);
    place(along + reach, -near, 0);
  }
}
