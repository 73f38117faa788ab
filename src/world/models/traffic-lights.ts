import * as PALETTE from '../palette.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addPanelAbout, addPolygon } from '../shapes/flat.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addDisc, addLimb, addLoft } from '../shapes/round.ts';
import { decal, shining, type Detail, type StreetMesh } from './kit.ts';

/** What a traffic light shows. */
export type Signal = 'red' | 'amber' | 'green';

const SIGNALS: readonly Signal[] = ['red', 'amber', 'green'];
const LIT = { red: 0xff4236, amber: 0xffb52e, green: 0x3ee68a } as const;
const DARK = { red: 0x5a2a2c, amber: 0x5a4a2a, green: 0x244a3a } as const;
const CASE = 0x2c3242;
const BACK = 0x8791a1;
const BOARD = 0x5d687c;

/**
 * Adds a traffic light that faces its front. Three chambers with visors stand in a yellow-edged hood;
 * from behind one sees their rounded backs, the hinges and the two brackets that hold them to the pole.
 */
export function addTrafficLight(
  mesh: StreetMesh,
  x: number,
  y: number,
  z: number,
  yaw: number,
  signal: Signal,
  detail: Detail,
): void {
  const sides = detail === 2 ? 8 : 5;
  mesh.beginInstance('traffic-light', { heading: yaw, traits: { signal } });
  mesh.pushTransform(x, y, z, yaw);
  const foot = [
    [0, 0.15],
    [0.3, 0.13],
    [0.36, 0.08],
  ] as const;
  addLoft(mesh, 0, 0, foot, sides, PALETTE.metal);
  addLimb(mesh, [0, 0.3, 0], [0, 3.95, 0], 0.07, 0.06, sides, PALETTE.metal);
  addIcosphere(mesh, 0, 3.97, 0, 0.08, 0.06, 0.08, 0, PALETTE.metal);
  // Brackets from the pole to the case in front of it.
  for (const at of [2.75, 3.62])
    addBoxAbout(mesh, 0, 0.05, at, 0.02, at + 0.07, 0.2, PALETTE.metal, { underside: true });
  addHood(mesh, detail);
  SIGNALS.forEach((lamp, k) => {
    const middle = 3.58 - k * 0.38;
    addChamber(mesh, middle, lamp, lamp === signal, detail);
  });
  addBoxAbout(mesh, 0, 0.13, 1.05, 0.05, 1.4, 0.16, 0xe9b949, { underside: true });
  addDisc(mesh, [0, 1.24, 0.16], [0, 0, 1], 0.06, 8, 0xfbf5e9, decal(1));
  mesh.popTransform();
}

/** The board behind the chambers: dark in front with a yellow edge, lighter behind with a seam. */
function addHood(mesh: StreetMesh, detail: Detail): void {
  const outline = [
    [-0.26, 2.62],
    [-0.2, 2.53],
    [0.2, 2.53],
    [0.26, 2.62],
    [0.26, 3.8],
    [0.2, 3.89],
    [-0.2, 3.89],
    [-0.26, 3.8],
  ] as const;
  const board = (z: number, facing: 1 | -1, grow: number, colour: number, layer: number) => {
    const points = outline.map(([px, py]) => [px * grow, 3.21 + (py - 3.21) * grow, z] as const);
    addPolygon(mesh, points, [0, 0, facing], colour, decal(layer));
  };
  board(0.2, 1, 1, 0xe9b949, 1);
  board(0.2, 1, 0.9, CASE, 2);
  board(0.195, -1, 1, 0xcfa548, 1);
  board(0.195, -1, 0.9, BOARD, 2);
  if (detail < 2) return;
  addPanelAbout(mesh, 0, 0.24, 3.2, 3.22, 0.195, CASE, decal(3), -1);
}

/** One lamp: a box with a round lens under a visor, and a domed back. */
function addChamber(
  mesh: StreetMesh,
  middle: number,
  lamp: Signal,
  on: boolean,
  detail: Detail,
): void {
  const closed = { underside: true };
  addBoxAbout(mesh, 0, 0.18, middle - 0.185, 0.2, middle + 0.185, 0.3, CASE, closed);
  const rear = { ...closed, taperX: 0.8, taperZ: 0.6 };
  addBoxAbout(mesh, 0, 0.15, middle - 0.15, 0.09, middle + 0.15, 0.195, BACK, rear);
  const glow = on ? shining(1.9 + mesh.dusk * 1.2, 2) : decal(2);
  const sides = detail === 2 ? 12 : 8;
  addDisc(mesh, [0, middle, 0.3], [0, 0, 1], 0.165, sides, 0x1c2029, decal(1));
  addDisc(mesh, [0, middle, 0.3], [0, 0, 1], 0.142, sides, on ? LIT[lamp] : DARK[lamp], glow);
  if (detail === 0) return;
  const visor = [
    [-0.17, middle - 0.02],
    [-0.14, middle + 0.12],
    [0, middle + 0.18],
    [0.14, middle + 0.12],
    [0.17, middle - 0.02],
  ] as const;
  for (let k = 0; k + 1 < visor.length; k++) {
    const [ax, ay] = visor[k] ?? [0, 0];
    const [bx, by] = visor[k + 1] ?? [0, 0];
    const hood = [
      [ax, ay, 0.3],
      [bx, by, 0.3],
      [bx, by - 0.02, 0.47],
      [ax, ay - 0.02, 0.47],
    ] as const;
    const outX = ax + bx;
    const outY = ay + by - 2 * middle;
    addPolygon(mesh, hood, [outX, outY, 0], CASE);
    addPolygon(mesh, hood, [-outX, -outY, 0], 0x1c2029);
  }
}
