import { PI, share } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addDoor, addGroundWindows, addShopFront } from './ground-floors.ts';
import { BRICK, type Detail, type StreetMesh } from './kit.ts';
import { addRoof } from './roofs.ts';
import { addWindow, type WindowStyle } from './windows.ts';

/** Where a house stands: the middle of its front wall, its facing, its size in metres. */
export interface HouseSite {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Heading of its front. */
  readonly yaw: number;
  readonly width: number;
  readonly depth: number;
  readonly wall: number;
  /** Windows on its left (−1) or right (1) side wall, seen from inside looking out of the front; 0 for none. */
  readonly openSide: -1 | 0 | 1;
  readonly detail: Detail;
}

const GROUND_FLOOR = 3.5;

/** The choices that make one house. */
interface Facade {
  readonly floors: number;
  readonly floorHeight: number;
  readonly frame: number;
  readonly windowWidth: number;
  readonly windowHeight: number;
  readonly columns: number;
  readonly balcony: boolean;
  readonly style: WindowStyle;
}

function designFacade(stream: RandomStream, site: HouseSite): Facade {
  return {
    floors: stream.integer(2, 4),
    floorHeight: stream.between(2.85, 3.15),
    frame: stream.chance(0.75) ? PALETTE.trim : PALETTE.darkTrim,
    windowWidth: stream.between(0.85, 1.1),
    windowHeight: stream.between(1.45, 1.75),
    columns: Math.max(2, Math.floor((site.width - 0.8) / 2.05)),
    balcony: stream.chance(0.35),
    style: {
      frame: PALETTE.trim,
      shutterColour: stream.pick(PALETTE.doors),
      mullion: stream.chance(0.6),
      transom: stream.chance(0.5),
      shutters: stream.chance(0.3),
      flowers: stream.chance(0.5),
    },
  };
}

/** Adds a house of two to four floors with its shop or flat on the ground floor. */
export function addHouse(mesh: StreetMesh, stream: RandomStream, site: HouseSite): void {
  const { width, depth, wall, detail } = site;
  const facade = designFacade(stream.fork(1), site);
  const { frame, floors, floorHeight, columns } = facade;
  const style = { ...facade.style, frame };
  const hw = width / 2;
  const ground = GROUND_FLOOR;
  const eaves = ground + (floors - 1) * floorHeight + 0.6;
  const body = stream.fork(2);
  mesh.beginInstance('building', { heading: site.yaw });
  mesh.pushTransform(site.x, site.y, site.z, site.yaw);
  const plinth = body.chance(0.5) ? PALETTE.trim : body.pick(PALETTE.plinths);
  addBoxAbout(mesh, 0, hw, ground, -depth, eaves, 0, wall, {
    ...(body.chance(0.6) ? BRICK : {}),
    underside: false,
  });
  addBoxAbout(mesh, 0, hw, 0, -depth, ground, 0, plinth);
  addBoxAbout(mesh, 0, hw + 0.02, -0.02, -depth, 0.42, 0.07, 0x8c8894);
  addBoxAbout(mesh, 0, hw + 0.04, ground - 0.06, -depth, ground + 0.2, 0.16, frame);
  const pilasters = body.chance(0.5);
  for (const side of pilasters ? [-1, 1] : []) {
    const x = side * (hw - 0.18);
    addBoxAbout(mesh, x, 0.18, ground + 0.2, 0, eaves, 0.1, frame, { underside: false });
  }
  addGroundFloor(mesh, stream.fork(3), hw, style, detail);
  addUpperFloors(mesh, stream.fork(4), hw, facade, style, detail);
  if (site.openSide !== 0) addSideWindows(mesh, stream.fork(5), site, facade, style);
  addRoof(mesh, stream.fork(6), {
    halfWidth: hw,
    depth,
    eaves,
    wall,
    frame,
    roof: body.pick(PALETTE.roofs),
    columns,
    style,
    detail,
  });
  mesh.popTransform();
}

function addGroundFloor(
  mesh: StreetMesh,
  stream: RandomStream,
  hw: number,
  style: WindowStyle,
  detail: Detail,
): void {
  const isShop = stream.chance(0.72);
  const doorX = stream.chance(0.5) ? -hw + 1.1 : hw - 1.1;
  addDoor(mesh, doorX, style.frame, style.shutterColour, detail);
  const from = doorX < 0 ? doorX + 0.95 : -hw + 0.4;
  const to = doorX < 0 ? hw - 0.4 : doorX - 0.95;
  if (isShop) addShopFront(mesh, stream, from, to, style.frame, style.shutterColour, detail);
  else addGroundWindows(mesh, stream, from, to, style, detail);
}

function addUpperFloors(
  mesh: StreetMesh,
  stream: RandomStream,
  hw: number,
  facade: Facade,
  style: WindowStyle,
  detail: Detail,
): void {
  const { floors, floorHeight, columns, windowWidth, windowHeight } = facade;
  for (let floor = 0; floor < floors - 1; floor++) {
    for (let i = 0; i < columns; i++) {
      const x = share(-hw, hw, i + 0.5, columns);
      const y = GROUND_FLOOR + floor * floorHeight + 0.85;
      addWindow(mesh, stream, x, y, windowWidth, windowHeight, 0, style, detail);
      const balcony = facade.balcony && floor === 0 && i % 2 === 0;
      if (balcony && detail > 0) addBalcony(mesh, x, y, style.frame, detail);
    }
  }
}

function addBalcony(mesh: StreetMesh, x: number, y: number, frame: number, detail: Detail): void {
  const metal = PALETTE.metal;
  addBoxAbout(mesh, x, 0.8, y - 0.45, 0, y - 0.3, 0.75, frame);
  const bars = detail === 2 ? 8 : 4;
  for (let k = 0; k <= bars; k++) {
    const at = x - 0.78 + (k * 1.56) / bars;
    addBoxAbout(mesh, at, 0.02, y - 0.3, 0.68, y + 0.4, 0.72, metal, { underside: false });
  }
  addBoxAbout(mesh, x, 0.8, y + 0.38, 0.66, y + 0.44, 0.74, metal);
  for (const side of [-0.78, 0.78]) {
    addBoxAbout(mesh, x + side, 0.02, y + 0.38, 0, y + 0.44, 0.7, metal);
  }
}

function addSideWindows(
  mesh: StreetMesh,
  stream: RandomStream,
  site: HouseSite,
  facade: Facade,
  style: WindowStyle,
): void {
  const { floors, floorHeight, windowWidth, windowHeight } = facade;
  const x = (site.openSide * site.width) / 2;
  const plain = { ...style, shutters: false };
  for (let floor = 0; floor < floors; floor++) {
    const y = floor === 0 ? 0.95 : GROUND_FLOOR + (floor - 1) * floorHeight + 0.85;
    for (let i = 0; i < 3; i++) {
      mesh.pushTransform(x, 0, (-site.depth * (i + 0.6)) / 3.4, (site.openSide * PI) / 2);
      addWindow(mesh, stream, 0, y, windowWidth, windowHeight, 0, plain, site.detail);
      mesh.popTransform();
    }
  }
}
