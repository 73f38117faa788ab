import { addHouse } from '../models/houses.ts';
import type { StreetMesh } from '../models/kit.ts';
import { PI } from '../math.ts';
import type { RandomStream } from '../random.ts';
import { KERB_HEIGHT, type Stretch, type StreetPlan } from './plan.ts';
import { detailAt, divideRow, frontHeading, HOUSE_DEPTH, WallPainter } from './rows.ts';

/** How deep a square is behind the line of the houses. */
export const SQUARE_DEPTH = 20;

/** Adds the houses behind a square that look over it to the road, and one on its far flank. */
export function addSquareFronts(
  mesh: StreetMesh,
  plan: StreetPlan,
  stretch: Stretch,
  focus: number,
  stream: RandomStream,
): void {
  const { side, from, to } = stretch;
  const edge = plan.roadHalf + plan.pavement;
  const paint = new WallPainter(stream.fork(0));
  const detail = detailAt(from, focus);
  divideRow(from, to + 1, stream.fork(1)).forEach(({ from: at, width }, k) => {
    const middle = plan.centre(at + width / 2, side * (edge + SQUARE_DEPTH));
    addHouse(mesh, stream.fork(10 + k), {
      x: middle.x,
      y: KERB_HEIGHT,
      z: middle.z,
      yaw: middle.yaw + frontHeading(side),
      width: width - 0.04,
      depth: HOUSE_DEPTH,
      wall: paint.next(),
      openSide: k === 0 ? (side < 0 ? 1 : -1) : 0,
      detail,
    });
  });
  const width = SQUARE_DEPTH - HOUSE_DEPTH;
  const flank = plan.centre(to, side * (edge + HOUSE_DEPTH + width / 2));
  addHouse(mesh, stream.fork(30), {
    x: flank.x,
    y: KERB_HEIGHT,
    z: flank.z,
    yaw: flank.yaw + PI,
    width: width - 0.04,
    depth: 8,
    wall: paint.next(),
    openSide: 0,
    detail,
  });
}
