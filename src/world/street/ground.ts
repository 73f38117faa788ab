import type { Vec3 } from '../math.ts';
import { Material, type MeshBuilder, type Surface } from '../mesh.ts';
import { PALETTE } from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { clearOfCrossings, CROSS_REACH, KERB_HEIGHT, type StreetPlan } from './plan.ts';

const ASPHALT: Surface = { material: Material.Ground };
const PAVING: Surface = { material: Material.Paving };
/** How far the ground behind the pavement is built. */
const BACK_REACH = 60;
/** Kerb stones are this wide. */
const KERB_WIDTH = 0.28;

/** Lays strips along the street. Pieces are short where it bends, and never so long that depth suffers. */
export class GroundPainter {
  private readonly mesh: MeshBuilder;
  private readonly plan: StreetPlan;

  constructor(mesh: MeshBuilder, plan: StreetPlan) {
    this.mesh = mesh;
    this.plan = plan;
  }

  /** A level strip between two places along the street and two offsets. */
  strip(
    offset0: number,
    along0: number,
    offset1: number,
    along1: number,
    height: number,
    colour: number,
    surface: Surface,
  ): void {
    const step = this.plan.curvature > 0 ? 4 : 12;
    const rows = Math.max(1, Math.ceil((along1 - along0) / step));
    const columns = Math.max(1, Math.ceil((offset1 - offset0) / 16));
    for (let i = 0; i < rows; i++) {
      const a = along0 + ((along1 - along0) * i) / rows;
      const b = along0 + ((along1 - along0) * (i + 1)) / rows;
      for (let j = 0; j < columns; j++) {
        const p = offset0 + ((offset1 - offset0) * j) / columns;
        const q = offset0 + ((offset1 - offset0) * (j + 1)) / columns;
        const corners = [
          this.at(a, p, height),
          this.at(a, q, height),
          this.at(b, q, height),
          this.at(b, p, height),
        ];
        this.mesh.polygon(corners, [0, 1, 0], colour, surface);
      }
    }
  }

  /** Paint on the road: `layer` decides what lies over what. */
  mark(
    offset0: number,
    along0: number,
    offset1: number,
    along1: number,
    colour: number = PALETTE.roadMark,
    layer = 4,
  ): void {
    const [left, right] = offset0 < offset1 ? [offset0, offset1] : [offset1, offset0];
    this.strip(left, along0, right, along1, 0, colour, { ...ASPHALT, layer });
  }

  /** The head of an arrow that points along the street. */
  arrowHead(offset: number, along: number): void {
    const points = [
      this.at(along, offset - 0.4, 0),
      this.at(along, offset + 0.4, 0),
      this.at(along + 1.3, offset, 0),
    ];
    this.mesh.polygon(points, [0, 1, 0], PALETTE.roadMark, { ...ASPHALT, layer: 5 });
  }

  /** A row of kerb stones between two offsets: tops, and faces towards the road. */
  kerb(inner: number, outer: number, from: number, to: number): void {
    const top = KERB_HEIGHT + 0.005;
    const count = Math.max(1, Math.ceil((to - from) / 4));
    const towards = inner < outer ? -1 : 1;
    for (let k = 0; k < count; k++) {
      const a = from + ((to - from) * k) / count;
      const b = from + ((to - from) * (k + 1)) / count;
      const corners = [
        this.at(a, inner, top),
        this.at(b, inner, top),
        this.at(b, outer, top),
        this.at(a, outer, top),
      ];
      this.mesh.polygon(corners, [0, 1, 0], PALETTE.kerb);
      const face = [
        this.at(a, inner, top),
        this.at(b, inner, top),
        this.at(b, inner, -0.02),
        this.at(a, inner, -0.02),
      ];
      this.mesh.polygon(face, [towards, 0, 0], PALETTE.kerb);
    }
  }

  /** A point of the street in world coordinates. */
  at(along: number, offset: number, height: number): Vec3 {
    const { x, z } = this.plan.centre(along, offset);
    return [x, height, z];
  }
}

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
    mesh.disc([x, 0, z], [0, 1, 0], 0.36, 12, PALETTE.manhole, { ...ASPHALT, layer: 2 });
    mesh.disc([x, 0, z], [0, 1, 0], 0.27, 12, PALETTE.manholeLid, { ...ASPHALT, layer: 3 });
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
      mesh.box(x0, -0.02, corner - 0.14, x1, KERB_HEIGHT + 0.005, corner + 0.14, PALETTE.kerb);
    }
  }
}
