import { cosine, sine, TAU } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox, addBoxAbout } from '../shapes/box.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addLimb, addLoft } from '../shapes/round.ts';
import { LEAF, type Detail, type StreetMesh } from './kit.ts';

/** Where a tree stands, in metres; `bed` draws the square of soil that a street tree grows from. */
export interface TreeSite {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly bed: boolean;
  readonly detail: Detail;
}

/** Adds a round tree, a poplar or a conifer as one instance. */
export function addTree(mesh: StreetMesh, stream: RandomStream, site: TreeSite): void {
  const { detail } = site;
  mesh.beginInstance('tree');
  mesh.pushTransform(site.x, site.y, site.z, stream.between(0, TAU), stream.between(0.85, 1.12));
  const kind = stream.next();
  const colour = stream.pick(mesh.warm ? PALETTE.leaves : PALETTE.leaves.slice(0, 5));
  if (site.bed) addBoxAbout(mesh, 0, 0.5, -0.02, -0.5, 0.04, 0.5, PALETTE.soil);
  addLimb(
    mesh,
    [0, 0, 0],
    [0.04, 2.5, 0.02],
    0.17,
    0.1,
    detail === 2 ? 7 : 4,
    PALETTE.trunk,
    {},
    false,
  );
  if (kind < 0.74) addCrown(mesh, stream, colour, detail);
  else if (kind < 0.88) addPoplar(mesh, colour, detail);
  else addConifer(mesh, detail);
  mesh.popTransform();
}

/** A crown of one large and several small balls of leaves. */
function addCrown(mesh: StreetMesh, stream: RandomStream, colour: number, detail: Detail): void {
  if (detail > 0)
    addLimb(mesh, [0, 1.7, 0], [0.6, 2.7, 0.2], 0.08, 0.05, 5, PALETTE.trunk, {}, false);
  const fine = detail === 2 ? 2 : 1;
  const coarse = detail === 0 ? 0 : 1;
  addIcosphere(mesh, 0, 3.45, 0, 1.35, 1.25, 1.35, fine, colour, LEAF, stream, 0.07, 0.09);
  const balls = detail === 0 ? 3 : 5;
  for (let k = 0; k < balls; k++) {
    const angle = (k * TAU) / balls + stream.between(0, 0.7);
    const out = stream.between(0.65, 0.98);
    const [rx, ry, rz] = [
      stream.between(0.68, 0.95),
      stream.between(0.62, 0.85),
      stream.between(0.68, 0.95),
    ];
    const y = stream.between(2.75, 4.3);
    addIcosphere(
      mesh,
      cosine(angle) * out,
      y,
      sine(angle) * out,
      rx,
      ry,
      rz,
      coarse,
      colour,
      LEAF,
      stream,
      0.08,
      0.1,
    );
  }
}

function addPoplar(mesh: StreetMesh, colour: number, detail: Detail): void {
  const rings = [
    [1, 0.2],
    [1.7, 0.72],
    [3, 0.86],
    [4.6, 0.6],
    [5.9, 0.04],
  ] as const;
  addLoft(mesh, 0, 0, rings, detail === 0 ? 6 : 9, colour, LEAF);
}

function addConifer(mesh: StreetMesh, detail: Detail): void {
  for (let k = 0; k < 3; k++) {
    const radius = 1.45 - k * 0.36;
    const foot = 1 + k * 1.15;
    const rings = [
      [foot, radius],
      [foot + 0.16, radius + 0.05],
      [2.75 + k * 1.2, 0.05],
    ] as const;
    addLoft(mesh, 0, 0, rings, detail === 0 ? 6 : 9, PALETTE.conifer, LEAF);
  }
}

/** Adds a clipped hedge between two corners of the ground, `height` metres tall, as one instance. */
export function addHedge(
  mesh: StreetMesh,
  x0: number,
  z0: number,
  x1: number,
  z1: number,
  y: number,
  height: number,
): void {
  mesh.beginInstance('tree');
  addBox(mesh, x0, y, z0, x1, y + height, z1, PALETTE.hedge, {
    ...LEAF,
    taperX: 0.96,
    taperZ: 0.96,
  });
}
