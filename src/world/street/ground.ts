import * as Material from '../material.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox } from '../shapes/box.ts';
import { addDisc } from '../shapes/round.ts';
import type { Surface } from '../surface.ts';
import { ASPHALT, GroundPainter } from './ground-painter.ts';
import { clearOfCrossings, CROSS_REACH, KERB_HEIGHT, type StreetPlan } from './plan.ts';

const PAVING: Surface = { material: Material.Paving };
/** How far the ground behind the pavement is built. */
const BACK_REACH = 60;
/** Kerb stones are this wide. */
const KERB_WIDTH = 0.28;

/** Adds the carriageway with its markings, lids and patches as one instance. */
export function addRoad(mesh: MeshBuilder, plan: StreetPlan, stream: RandomStream): void {
  const painter = new GroundPainter(mesh, plan);
  const { roadHalf, start, end, crossStreet: cross } = plan;
  mesh.beginInstance('road');
  painter.strip(-roadHalf, start, roadHalf, end, 0, PALETTE.road, ASPHALT);
  if (cross) {
    const [from, to] = [cross.along - cross.half, cross.along + cross.half];
    painter.strip(-CROSS_REACH, from, -roadHalf, to, 0, PALETTE.road, ASPHALT);
    painter.strip(roadHalf, from, CROSS_REACH, to, 0, PALETTE.road, ASPHALT);
  }
  addLaneMarks(painter, plan);
  addCrossings(painter, plan);
  for (let k = 0; k < 16; k++) {
    const own = stream.fork(k);
    const offset = own.pick([-0.3, 0.3, 0.11, -0.11]) * roadHalf + own.between(-0.3, 0.3);
    const along = own.between(start, end * 0.7);
    const [x, , z] = painter.at(along, offset, 0);
    addDisc(mesh, [x, 0, z], [0, 1, 0], 0.36, 12, PALETTE.manhole, { ...ASPHALT, layer: 2 });
    addDisc(mesh, [x, 0, z], [0, 1, 0], 0.27, 12, PALETTE.manholeLid, { ...ASPHALT, layer: 3 });
  }
  for (let k = 0; k < 9; k++) {
    const own = stream.fork(100 + k);
    const offset = own.between(-roadHalf * 0.85, roadHalf * 0.55);
    const along = own.between(start, end * 0.7);
    const wide = own.between(0.8, 1.8);
    const tint = own.pick([PALETTE.roadPatch, PALETTE.roadPatchLight]);
    painter.mark(offset, along, offset + wide, along + own.between(1.5, 4), tint, 1);
  }
}

function addLaneMarks(painter: GroundPainter, plan: StreetPlan): void {
  const { start, end, lanes, parking, roadHalf } = plan;
  if (lanes.length > 1) {
    for (let along = start; along < end; along += 5) {
      if (clearOfCrossings(plan, along, 5) && clearOfCrossings(plan, along + 2.6, 5)) {
        painter.mark(-0.07, along, 0.07, along + 2.6);
      }
    }
  }
  for (const { offset } of parking) {
    const side = offset < 0 ? -1 : 1;
    const inner = offset - side * 1.1;
    const outer = side * (roadHalf - 0.1);
    for (let along = start; along < end; along += 6) {
      if (!clearOfCrossings(plan, along, 5) || !clearOfCrossings(plan, along + 6, 5)) continue;
      painter.mark(inner, along, outer, along + 0.09, PALETTE.parkingMark);
      painter.mark(inner - 0.05, along, inner + 0.05, along + 6, PALETTE.parkingMark);
    }
  }
}

/** Zebra bars, stop lines, the zebras of the cross street and an arrow before the junction. */
function addCrossings(painter: GroundPainter, plan: StreetPlan): void {
  const { roadHalf, crossings, crossStreet: cross, lanes } = plan;
  const bars = Math.floor((2 * roadHalf) / 1.08);
  const margin = (2 * roadHalf - (bars - 1) * 1.08 - 0.58) / 2;
  for (const { along, depth } of crossings) {
    for (let k = 0; k < bars; k++) {
      const offset = -roadHalf + margin + k * 1.08;
      painter.mark(offset, along - depth / 2, offset + 0.58, along + depth / 2);
    }
  }
  const first = Math.min(...crossings.map((c) => c.along - c.depth / 2));
  const last = Math.max(...crossings.map((c) => c.along + c.depth / 2));
  const wide = Math.min(3.1, roadHalf - 0.3);
  const oneWay = lanes.length === 1;
  painter.mark(oneWay ? -roadHalf + 0.4 : 0.12, first - 0.96, oneWay ? 1 : wide, first - 0.64);
  if (!oneWay) painter.mark(-wide, last + 0.64, -0.12, last + 0.96);
  const arrow = lanes[0]?.offset ?? 0;
  painter.mark(arrow - 0.1, first - 7.9, arrow + 0.1, first - 5.5, PALETTE.roadMark, 5);
  painter.arrowHead(arrow, first - 5.5);
  if (!cross) return;
  for (const side of [-1, 1]) {
    for (let k = 0; k < 8; k++) {
      const along = cross.along - cross.half + 0.4 + k * 1.08;
      painter.mark(side * (roadHalf + 0.7), along, side * (roadHalf + 3.3), along + 0.58);
    }
  }
}

/** Adds both pavements with their kerbs as one instance; a street that crosses interrupts them. */
export function addPavements(mesh: MeshBuilder, plan: StreetPlan): void {
  const painter = new GroundPainter(mesh, plan);
  const { roadHalf, start, end, crossStreet: cross } = plan;
  mesh.beginInstance('pavement');
  const blocks = cross
    ? [
        [start, cross.along - cross.half],
        [cross.along + cross.half, end],
      ]
    : [[start, end]];
  for (const side of [-1, 1]) {
    const kerb = side * (roadHalf + KERB_WIDTH);
    const back = side * (roadHalf + BACK_REACH);
    for (const [from = 0, to = 0] of blocks) {
      painter.strip(
        Math.min(kerb, back),
        from,
        Math.max(kerb, back),
        to,
        KERB_HEIGHT,
        PALETTE.pavement,
        PAVING,
      );
      painter.kerb(side * roadHalf, kerb, from, to);
      if (!cross) continue;
      const corner = from === start ? to : from;
      const [x0, x1] = side < 0 ? [-CROSS_REACH, -roadHalf] : [roadHalf, CROSS_REACH];
      addBox(mesh, x0, -0.02, corner - 0.14, x1, KERB_HEIGHT + 0.005, corner + 0.14, PALETTE.kerb);
    }
  }
}
