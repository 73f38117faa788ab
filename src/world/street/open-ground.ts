import { PI } from '../math.ts';
import * as Material from '../material.ts';
import { addCafeTable } from '../models/cafe-tables.ts';
import { addBench } from '../models/furniture.ts';
import { addFountain } from '../models/ornaments.ts';
import { addStreetLamp } from '../models/street-lamps.ts';
import { addHedge, addTree } from '../models/trees.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import type { Site } from './furnishing.ts';
import { GroundPainter } from './ground-painter.ts';
import { KERB_HEIGHT, type Stretch } from './plan.ts';
import { detailAt } from './rows.ts';
import { SQUARE_DEPTH } from './square-fronts.ts';

/** Adds lawns, paths and trees to parks, cobbles and a fountain to squares. */
export function addOpenGround(site: Site, stream: RandomStream): void {
  site.plan.stretches.forEach((stretch, k) => {
    if (stretch.kind === 'park') addPark(site, stretch, stream.fork(k));
    if (stretch.kind === 'square') addSquare(site, stretch, stream.fork(k));
  });
}

/** Depth of a park behind the pavement, of its path, and of the path's middle. */
const PARK_DEPTH = 40;
const PATH_MIDDLE = 5.8;
const PATH_HALF = 1.3;

function addPark({ mesh, plan, spec, taken }: Site, stretch: Stretch, stream: RandomStream): void {
  const { side, from, to } = stretch;
  const edge = plan.roadHalf + plan.pavement;
  const painter = new GroundPainter(mesh, plan);
  const strip = (
    near: number,
    far: number,
    height: number,
    colour: number,
    material: 7 | 8,
    layer = 0,
  ) => {
    const a = side * (edge + near);
    const b = side * (edge + far);
    painter.strip(Math.min(a, b), from, Math.max(a, b), to, height, colour, { material, layer });
  };
  mesh.beginInstance('grass');
  strip(0, PARK_DEPTH, KERB_HEIGHT + 0.03, PALETTE.grass, Material.Grass);
  mesh.beginInstance('pavement');
  strip(
    PATH_MIDDLE - PATH_HALF,
    PATH_MIDDLE + PATH_HALF,
    KERB_HEIGHT + 0.035,
    PALETTE.gravel,
    Material.Cobble,
    1,
  );
  for (let along = from; along < to; along += 9) {
    if (plan.crossings.some((c) => Math.abs(c.along - along - 3.6) < 6)) continue;
    const [x0, x1] = side < 0 ? [-edge - 0.7, -edge - 0.1] : [edge + 0.1, edge + 0.7];
    addHedge(mesh, x0, along, x1, along + 7.2, KERB_HEIGHT, 0.8);
    taken.takeOblong((x0 + x1) / 2, along + 3.6, 0, 3.6, 0.35, 0.9);
  }
  for (let k = 0; k < 46; k++) {
    const own = stream.fork(k);
    const depth = k % 3 === 0 ? own.between(1.9, 3.6) : own.between(8.6, PARK_DEPTH - 4);
    const along = own.between(Math.max(from, -10), Math.min(to, 100));
    const { x, z } = plan.centre(along, side * (edge + depth));
    if (!taken.isFree(x, z, k % 3 === 0 ? 1.6 : 2.2, 6)) continue;
    taken.take(x, z, 0.5, 2);
    taken.take(x, z, 2.1, 6.4, 2.1);
    const far = depth > 14;
    const detail = far ? (detailAt(along, spec.focus) > 0 ? 1 : 0) : detailAt(along, spec.focus);
    addTree(mesh, own, { x, y: KERB_HEIGHT, z, bed: false, detail });
  }
  for (let along = Math.max(from, -8); along < Math.min(to, 70); along += 12) {
    const bench = plan.centre(along, side * (edge + PATH_MIDDLE + PATH_HALF + 0.5));
    if (taken.isFree(bench.x, bench.z, 0.8)) {
      taken.takeOblong(bench.x, bench.z, bench.yaw, 0.9, 0.3, 0.9);
      addBench(mesh, bench.x, KERB_HEIGHT, bench.z, side < 0 ? PI / 2 : -PI / 2);
    }
    const lamp = plan.centre(along + 6, side * (edge + PATH_MIDDLE + PATH_HALF + 0.4));
    if (!taken.isFree(lamp.x, lamp.z, 0.3)) continue;
    taken.take(lamp.x, lamp.z, 0.18, 5.2);
    addStreetLamp(
      mesh,
      lamp.x,
      KERB_HEIGHT,
      lamp.z,
      side < 0 ? PI / 2 : -PI / 2,
      detailAt(along, spec.focus),
    );
  }
}

function addSquare(
  { mesh, plan, spec, taken }: Site,
  stretch: Stretch,
  stream: RandomStream,
): void {
  const { side, from, to } = stretch;
  const edge = plan.roadHalf + plan.pavement;
  const detail = detailAt(from, spec.focus);
  mesh.beginInstance('pavement');
  const painter = new GroundPainter(mesh, plan);
  const [near, far] = [side * edge, side * (edge + SQUARE_DEPTH)];
  painter.strip(Math.min(near, far), from, Math.max(near, far), to, KERB_HEIGHT, PALETTE.cobble, {
    material: Material.Cobble,
    layer: 1,
  });
  const middle = plan.centre((from + to) / 2, side * (edge + 10.5));
  taken.take(middle.x, middle.z, 2.8, 3);
  addFountain(mesh, middle.x, KERB_HEIGHT, middle.z);
  for (const [k, along, depth] of [
    [0, from + 4, 10.5],
    [1, to - 4, 10.5],
    [2, from + 4, 16.8],
    [3, to - 4, 16.8],
  ] as const) {
    const { x, z } = plan.centre(along, side * (edge + depth));
    taken.take(x, z, 0.5, 2);
    taken.take(x, z, 2.1, 6.4, 2.1);
    addTree(mesh, stream.fork(k), { x, y: KERB_HEIGHT, z, bed: true, detail });
  }
  for (let k = 0; k < 5; k++) {
    const along = from + 8 + (k * (to - from - 16)) / 4;
    const { x, z, yaw } = plan.centre(along, side * (edge + SQUARE_DEPTH - 2.4));
    taken.takeOblong(x, z, yaw, 0.95, 0.4, 1.1);
    addCafeTable(mesh, stream.fork(20 + k), x, KERB_HEIGHT, z, yaw, detail);
  }
}
