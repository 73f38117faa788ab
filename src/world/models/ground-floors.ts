import { share } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox, addBoxAbout } from '../shapes/box.ts';
import { addPanel, addPanelAbout, addPolygon } from '../shapes/flat.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { decal, GLASS_DECAL, shining, type Detail, type StreetMesh } from './kit.ts';
import { addLettering, SHOP_NAMES } from './lettering.ts';
import { addWindow, type WindowStyle } from './windows.ts';

const GOODS = [...PALETTE.awnings, 0xe8c98a, 0xd98f6a];

/** Adds a door with its surround, fanlight, knob and step, centred at `x` on the wall plane z = 0. */
export function addDoor(
  mesh: StreetMesh,
  x: number,
  frame: number,
  colour: number,
  detail: Detail,
): void {
  const lit = mesh.isLit;
  if (detail === 0) {
    addPanelAbout(mesh, x, 0.6, 0, 2.6, 0, frame, decal(1));
    addPanelAbout(mesh, x, 0.48, 0.02, 2.1, 0, colour, decal(2));
    return;
  }
  addBoxAbout(mesh, x, 0.62, 0, 0, 2.62, 0.1, frame);
  addPanelAbout(mesh, x, 0.48, 0.02, 2.1, 0.1, colour, decal(2));
  const above = lit ? shining(1.1, 2) : GLASS_DECAL;
  addPanelAbout(mesh, x, 0.48, 2.16, 2.52, 0.1, lit ? 0xffd590 : PALETTE.glass, above);
  const light = lit ? shining(0.7, 3) : { ...GLASS_DECAL, layer: 3 };
  addPanelAbout(mesh, x, 0.32, 1.15, 1.9, 0.1, 0xffe1a8, light);
  if (detail === 2) {
    addPanelAbout(mesh, x, 0.32, 0.25, 0.9, 0.1, frame, decal(3));
    addPanelAbout(mesh, x, 0.28, 0.29, 0.86, 0.1, colour, decal(4));
    addIcosphere(mesh, x + 0.36, 1.02, 0.15, 0.05, 0.05, 0.05, 0, 0xe9c46a);
  }
  addBoxAbout(mesh, x, 0.75, -0.14, 0, 0.06, 0.45, 0xcfc4b4);
}

/** Adds a striped awning from x0 to x1, fixed at height `y` on the plane z, with a scalloped edge. */
function addAwning(
  mesh: StreetMesh,
  x0: number,
  x1: number,
  y: number,
  z: number,
  colour: number,
  detail: Detail,
): void {
  const reach = z + 1.25;
  const low = y - 0.6;
  const stripe = detail === 2 ? 0.42 : 0.8;
  const count = Math.max(4, Math.floor((x1 - x0) / stripe + 0.5));
  for (let i = 0; i < count; i++) {
    const a = share(x0, x1, i, count);
    const b = share(x0, x1, i + 1, count);
    const tint = i % 2 === 1 ? 0xfbf3e4 : colour;
    const cloth = [
      [a, y, z],
      [b, y, z],
      [b, low, reach],
      [a, low, reach],
    ] as const;
    addPolygon(mesh, cloth, [0, 1, 0.4], tint);
    const fringe = [
      [a, low, reach],
      [b, low, reach],
      [b - 0.03, low - 0.2, reach],
      [(a + b) / 2, low - 0.28, reach],
      [a + 0.03, low - 0.2, reach],
    ] as const;
    addPolygon(mesh, fringe, [0, 0, 1], tint);
    if (detail === 2) addPolygon(mesh, fringe, [0, 0, -1], tint, {}, 0.7);
  }
  const under = [
    [x0, y - 0.03, z],
    [x1, y - 0.03, z],
    [x1, low - 0.03, reach],
    [x0, low - 0.03, reach],
  ] as const;
  addPolygon(mesh, under, [0, -1, -0.4], 0xb59d86);
  for (const x of [x0, x1]) {
    const cheek = [
      [x, y, z],
      [x, low, z],
      [x, low, reach],
    ] as const;
    addPolygon(mesh, cheek, [x === x0 ? -1 : 1, 0, 0], 0xe8d9c4);
    addPolygon(mesh, cheek, [x === x0 ? 1 : -1, 0, 0], 0xb59d86);
  }
}

/** Adds a shop front between x0 and x1: display windows with goods, a sign with its name, perhaps an awning. */
export function addShopFront(
  mesh: StreetMesh,
  stream: RandomStream,
  x0: number,
  x1: number,
  frame: number,
  colour: number,
  detail: Detail,
): void {
  const lit = mesh.isLit && stream.chance(0.85);
  const panes = Math.max(2, Math.floor((x1 - x0) / 1.5 + 0.5));
  addBox(mesh, x0 - 0.08, 0.1, 0, x1 + 0.08, 0.62, 0.12, colour);
  addBox(mesh, x0 - 0.08, 2.6, 0, x1 + 0.08, 3.18, 0.16, colour);
  const pane = lit ? shining(1.25, 2) : GLASS_DECAL;
  addPanel(mesh, x0, 0.62, x1, 2.6, 0.03, lit ? 0xffd894 : PALETTE.shopGlass, pane);
  const goods = lit ? shining(0.5, 3) : decal(3);
  for (let i = 0; i < panes; i++) {
    const left = share(x0, x1, i, panes);
    const wide = (x1 - x0) / panes;
    for (let k = 0; k < 3; k++) {
      const x = left + wide * (0.22 + 0.28 * k);
      const tall = stream.between(0.25, 0.75);
      const tint = stream.pick(GOODS);
      if (detail > 0) addPanelAbout(mesh, x, 0.14, 0.62, 0.62 + tall, 0.03, tint, goods);
    }
    if (detail > 0) addBoxAbout(mesh, left, 0.05, 0.6, 0, 2.6, 0.11, frame);
  }
  if (detail > 0) addBoxAbout(mesh, x1, 0.05, 0.6, 0, 2.6, 0.11, frame);
  const middle = (x0 + x1) / 2;
  const word = stream.pick(SHOP_NAMES);
  const paint = mesh.isLit ? shining(1.2, 2) : decal(2);
  if (detail === 2) addLettering(mesh, word, middle, 2.75, 0.16, 0.28, 0xfff3d6, paint);
  else {
    const half = word.length * 0.1;
    addPanelAbout(mesh, middle, half, 2.8, 2.98, 0.16, 0xd9cdb4, paint);
  }
  const cloth = stream.pick(PALETTE.awnings);
  if (stream.chance(0.75)) addAwning(mesh, x0 - 0.1, x1 + 0.1, 2.66, 0.12, cloth, detail);
  if (lit && detail > 0) {
    const position = [middle, 1.9, 1.2] as const;
    mesh.addLamp({ kind: 'glow', position, colour: [1, 0.66, 0.3], strength: 1.1, range: 5.5 });
  }
}

/** Adds the windows of a ground floor without a shop. */
export function addGroundWindows(
  mesh: StreetMesh,
  stream: RandomStream,
  x0: number,
  x1: number,
  style: WindowStyle,
  detail: Detail,
): void {
  const count = Math.max(1, Math.floor((x1 - x0) / 1.9));
  for (let i = 0; i < count; i++) {
    const x = share(x0, x1, i + 0.5, count);
    addWindow(mesh, stream, x, 0.95, 1.05, 1.65, 0, style, detail);
  }
}
