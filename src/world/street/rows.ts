import { addHouse } from '../models/houses.ts';
import type { Detail, StreetMesh } from '../models/kit.ts';
import { PI } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import type { OtherPlaces } from './other-places.ts';
import { KERB_HEIGHT, type SideOfRoad, type Stretch, type StreetPlan } from './plan.ts';

/** Depth of a house on the street, metres. */
export const HOUSE_DEPTH = 9;
/** Houses further back than this are simple boxes with painted windows. */
const NARROWEST = 4.5;

/** How finely to build what stands at `along`, for cameras at `focus` that look along the street. */
export function detailAt(along: number, focus: number): Detail {
  const ahead = along - focus;
  if (ahead < -14) return 0;
  return ahead < 33 ? 2 : ahead < 62 ? 1 : 0;
}

/** One house of a row: where it begins along the row and how wide it is, in metres. */
interface Lot {
  readonly from: number;
  readonly width: number;
}

/** Returns the widths of a row between two places: random, none too narrow, filling it exactly. */
export function divideRow(from: number, to: number, stream: RandomStream): Lot[] {
  const lots: Lot[] = [];
  let at = from;
  while (to - at > 0.5) {
    const rest = to - at;
    let width = stream.between(6.2, 9.6);
    if (rest < width + NARROWEST) width = rest <= 9.8 ? rest : rest / 2;
    lots.push({ from: at, width });
    at += width;
  }
  return lots;
}

/** Picks wall colours so that neighbours never share one. */
export class WallPainter {
  private last = -1;
  private readonly stream: RandomStream;

  constructor(stream: RandomStream) {
    this.stream = stream;
  }

  /** The colour of the next wall. */
  next(): number {
    const count = PALETTE.walls.length;
    let index = this.stream.integer(0, count - 1);
    if (index === this.last) index = (index + 5) % count;
    this.last = index;
    // In range: the index is one modulo the count.
    return PALETTE.walls[index]!;
  }
}

/** Adds every house of the street: along the road, around squares and on the cross street. */
export function addHouses(
  mesh: StreetMesh,
  plan: StreetPlan,
  focus: number,
  stream: RandomStream,
  others: OtherPlaces | null,
): void {
  plan.stretches.forEach((stretch, k) => {
    const own = stream.fork(k);
    if (stretch.kind === 'houses') addRow(mesh, plan, stretch, focus, own);
    if (stretch.kind === 'square') others?.addSquareFronts(mesh, plan, stretch, focus, own);
  });
  if (plan.crossStreet) addCrossStreetHouses(mesh, plan, plan.crossStreet, stream.fork(99));
}

/** The heading towards the road of what stands on a side of it, as house fronts do. */
export function frontHeading(side: SideOfRoad): number {
  return side < 0 ? PI / 2 : -PI / 2;
}

function addRow(
  mesh: StreetMesh,
  plan: StreetPlan,
  stretch: Stretch,
  focus: number,
  stream: RandomStream,
): void {
  const { side } = stretch;
  const paint = new WallPainter(stream.fork(0));
  const lots = divideRow(stretch.from, stretch.to, stream.fork(1));
  lots.forEach(({ from, width }, k) => {
    const opensAtStart = k === 0 && stretch.cornerAtStart;
    const opensAtEnd = k === lots.length - 1 && stretch.cornerAtEnd;
    // Looking out of a left-hand house, the start of the street lies to its right.
    const openSide = opensAtStart ? (side < 0 ? 1 : -1) : opensAtEnd ? (side < 0 ? -1 : 1) : 0;
    const middle = plan.centre(from + width / 2, side * (plan.roadHalf + plan.pavement));
    addHouse(mesh, stream.fork(10 + k), {
      x: middle.x,
      y: KERB_HEIGHT,
      z: middle.z,
      yaw: middle.yaw + frontHeading(side),
      width: width - 0.04,
      depth: HOUSE_DEPTH,
      wall: paint.next(),
      openSide,
      detail: detailAt(from, focus),
    });
  });
}

function addCrossStreetHouses(
  mesh: StreetMesh,
  plan: StreetPlan,
  cross: { readonly along: number; readonly half: number },
  stream: RandomStream,
): void {
  const edge = plan.roadHalf + plan.pavement;
  const paint = new WallPainter(stream.fork(0));
  for (const side of [-1, 1] as const) {
    for (const facing of [-1, 1]) {
      // A square at the corner leaves the first two lots of the cross street open.
      const opens =
        facing > 0 && plan.stretches.some((s) => s.side === side && s.kind === 'square');
      for (let k = opens ? 2 : 0; k < 3; k++) {
        addHouse(mesh, stream.fork(10 + k + (facing + 1) * 2 + (side + 1) * 8), {
          x: side * (edge + HOUSE_DEPTH + 4.2 + k * 8.1),
          y: KERB_HEIGHT,
          z: cross.along + facing * (cross.half + plan.pavement),
          yaw: facing < 0 ? 0 : PI,
          width: 8,
          depth: 8,
          wall: paint.next(),
          openSide: 0,
          detail: facing > 0 ? 1 : 0,
        });
      }
    }
    addHouse(mesh, stream.fork(50 + side), {
      x: side * (edge + 36),
      y: KERB_HEIGHT,
      z: cross.along,
      yaw: frontHeading(side),
      width: 20,
      depth: 6,
      wall: paint.next(),
      openSide: 0,
      detail: 0,
    });
  }
}
