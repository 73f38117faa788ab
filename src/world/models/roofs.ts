import type { Vec3 } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox, addBoxAbout } from '../shapes/box.ts';
import { addPolygon } from '../shapes/flat.ts';
import { addDisc, addLoft } from '../shapes/round.ts';
import { decal, GLASS_DECAL, ROOF, type Detail, type StreetMesh } from './kit.ts';
import { addWindow, type WindowStyle } from './windows.ts';

/** What a roof needs to know of its house. Lengths in metres, local to the house. */
export interface RoofSite {
  readonly halfWidth: number;
  readonly depth: number;
  /** Height of the eaves. */
  readonly eaves: number;
  readonly wall: number;
  readonly frame: number;
  readonly roof: number;
  readonly columns: number;
  readonly style: WindowStyle;
  readonly detail: Detail;
}

/** Adds one of four roofs: flat behind a parapet, gable along or across the street, mansard. */
export function addRoof(mesh: StreetMesh, stream: RandomStream, site: RoofSite): void {
  const { halfWidth, depth, eaves, frame } = site;
  const kind = stream.integer(0, 3);
  addBoxAbout(mesh, 0, halfWidth + 0.12, eaves - 0.08, -depth, eaves + 0.16, 0.26, frame);
  if (kind === 0) addParapet(mesh, stream, site);
  else if (kind === 1) addGableAlong(mesh, stream, site);
  else if (kind === 2) addGableAcross(mesh, site);
  else addMansard(mesh, stream, site);
}

/** A flat roof: parapet on three sides, coping, sometimes a water tank on legs. */
function addParapet(mesh: StreetMesh, stream: RandomStream, site: RoofSite): void {
  const { halfWidth: hw, depth, eaves: y, wall, frame, detail } = site;
  addBoxAbout(mesh, 0, hw, y + 0.1, -0.25, y + 0.75, 0.06, wall);
  addBox(mesh, -hw, y + 0.1, -depth, -hw + 0.25, y + 0.7, 0, wall);
  addBox(mesh, hw - 0.25, y + 0.1, -depth, hw, y + 0.7, 0, wall);
  addBoxAbout(mesh, 0, hw + 0.05, y + 0.75, -0.3, y + 0.87, 0.12, frame, { underside: false });
  const tank = stream.chance(0.55);
  const x = stream.between(-hw * 0.5, hw * 0.5);
  if (!tank) return;
  for (const [i, j] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const [px, pz] = [x + i * 0.6, -3 + j * 0.6];
    addBoxAbout(mesh, px, 0.06, y, pz - 0.06, y + 1.4, pz + 0.06, PALETTE.metal, {
      underside: false,
    });
  }
  const rings = [
    [y + 1.4, 0.95],
    [y + 2.9, 0.9],
    [y + 3.5, 0.05],
  ] as const;
  addLoft(mesh, x, -3, rings, detail > 0 ? 9 : 6, [0x9c6b4c, site.roof]);
}

/** Two slopes whose ridge runs along the street, with dormers and a chimney. */
function addGableAlong(mesh: StreetMesh, stream: RandomStream, site: RoofSite): void {
  const { halfWidth: hw, depth, eaves, wall, frame, roof, style, detail } = site;
  const rise = stream.between(1.6, 2.5);
  const e = eaves + 0.16;
  const top = e + rise;
  const ridge = -depth / 2;
  const slope = (z: number, facing: number) => {
    const points: Vec3[] = [
      [-hw - 0.2, e, z],
      [hw + 0.2, e, z],
      [hw + 0.2, top, ridge],
      [-hw - 0.2, top, ridge],
    ];
    addPolygon(mesh, points, [0, 1, facing], roof, ROOF);
  };
  slope(0.35, 1);
  slope(-depth - 0.3, -1);
  for (const side of [-1, 1]) {
    const gable: Vec3[] = [
      [side * hw, e, 0.3],
      [side * hw, e, -depth],
      [side * hw, top - 0.05, ridge],
    ];
    addPolygon(mesh, gable, [side, 0, 0], wall);
  }
  for (let k = 0; k < 2; k++) {
    const x = -hw * 0.5 + k * hw;
    const y = e + rise * 0.3;
    const z = 0.35 + (ridge - 0.35) * 0.3;
    addBoxAbout(mesh, x, 0.62, y - 0.5, z - 1.4, y + 1, z + 0.1, wall, { underside: false });
    addWindow(
      mesh,
      stream,
      x,
      y - 0.1,
      0.7,
      0.85,
      z + 0.1,
      { ...style, shutters: false, flowers: false },
      detail,
    );
    const lid: Vec3[] = [
      [x - 0.75, y + 0.95, z + 0.25],
      [x + 0.75, y + 0.95, z + 0.25],
      [x + 0.6, y + 1.4, z - 0.9],
      [x - 0.6, y + 1.4, z - 0.9],
    ];
    addPolygon(mesh, lid, [0, 1, 0.4], roof, ROOF);
  }
  addChimney(mesh, hw * 0.3, e + rise * 0.5, top + 0.9, ridge + 0.3, frame, detail);
}

/** A chimney with a coping and two pots; (x, z) is its near left corner. */
function addChimney(
  mesh: StreetMesh,
  x: number,
  y: number,
  top: number,
  z: number,
  frame: number,
  detail: Detail,
): void {
  addBox(mesh, x, y, z, x + 0.7, top, z + 0.65, 0xb5634e, { underside: false });
  addBox(mesh, x - 0.06, top, z - 0.06, x + 0.76, top + 0.13, z + 0.71, frame, {
    underside: false,
  });
  if (detail === 0) return;
  for (const dx of [0.18, 0.52]) {
    const rings = [
      [top + 0.13, 0.11],
      [top + 0.5, 0.08],
    ] as const;
    addLoft(mesh, x + dx, z + 0.32, rings, 6, 0xc97b56);
  }
}

/** A gable that faces the street, with barge boards and a round window. */
function addGableAcross(mesh: StreetMesh, site: RoofSite): void {
  const { halfWidth: hw, depth, eaves, wall, frame, roof, detail } = site;
  const rise = hw * 0.6;
  const e = eaves + 0.16;
  const face = (z: number, facing: number) => {
    const points: Vec3[] = [
      [-hw, e, z],
      [hw, e, z],
      [0, e + rise, z],
    ];
    addPolygon(mesh, points, [0, 0, facing], wall);
  };
  face(0.02, 1);
  face(-depth, -1);
  for (const side of [-1, 1]) {
    const out = side * (hw + 0.25);
    const slope: Vec3[] = [
      [out, e - 0.1, 0.35],
      [0, e + rise + 0.1, 0.35],
      [0, e + rise + 0.1, -depth],
      [out, e - 0.1, -depth],
    ];
    addPolygon(mesh, slope, [side, 1, 0], roof, ROOF);
    const board: Vec3[] = [
      [out, e - 0.1, 0.35],
      [0, e + rise + 0.1, 0.35],
      [0, e + rise - 0.22, 0.35],
      [out, e - 0.4, 0.35],
    ];
    addPolygon(mesh, board, [0, 0, 1], frame);
    const under: Vec3[] = [
      [out, e - 0.16, 0.35],
      [0, e + rise + 0.04, 0.35],
      [0, e + rise + 0.04, 0],
      [out, e - 0.16, 0],
    ];
    addPolygon(mesh, under, [-side, -1, 0], frame);
  }
  const sides = detail === 0 ? 8 : 12;
  addDisc(mesh, [0, e + rise * 0.36, 0.02], [0, 0, 1], 0.5, sides, frame, decal(1));
  addDisc(mesh, [0, e + rise * 0.36, 0.02], [0, 0, 1], 0.38, sides, PALETTE.glass, GLASS_DECAL);
}

/** A steep roof storey with dormers. */
function addMansard(mesh: StreetMesh, stream: RandomStream, site: RoofSite): void {
  const { halfWidth: hw, depth, eaves: y, frame, roof, columns, style, detail } = site;
  addBoxAbout(mesh, 0, hw + 0.1, y + 0.16, -depth, y + 2.3, 0.2, roof, {
    ...ROOF,
    taperX: 0.86,
    taperZ: 0.78,
    topColour: 0x6b7386,
    underside: false,
  });
  const plain = { ...style, shutters: false, flowers: false, mullion: false };
  for (let i = 0; i < columns; i++) {
    const x = -hw * 0.86 + (hw * 1.72 * (i + 0.5)) / columns;
    addBoxAbout(mesh, x, 0.55, y + 0.3, -1.3, y + 1.75, 0.12, frame, { underside: false });
    addWindow(mesh, stream, x, y + 0.5, 0.66, 0.95, 0.12, plain, detail);
    addBoxAbout(mesh, x, 0.62, y + 1.72, -1.3, y + 1.86, 0.2, roof);
  }
}
