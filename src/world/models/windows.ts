import { share } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addBox } from '../shapes/box.ts';
import { addFloor, addPanel, addPanelAbout, addPolygon } from '../shapes/flat.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { decal, GLASS_DECAL, shining, type Detail, type StreetMesh } from './kit.ts';

/** What all windows of one house have in common. Lengths in metres. */
export interface WindowStyle {
  readonly frame: number;
  readonly shutterColour: number;
  readonly mullion: boolean;
  readonly transom: boolean;
  readonly shutters: boolean;
  readonly flowers: boolean;
}

const FRAME = 0.11;
const RAISED = 0.09;
const SHUTTER_SHARE = 0.42;

/**
 * Adds a window with its sill at (x, y) on the wall plane z, facing +z. Near windows have a raised frame
 * around recessed glass; further off the frame is painted on.
 */
export function addWindow(
  mesh: StreetMesh,
  stream: RandomStream,
  x: number,
  y: number,
  width: number,
  height: number,
  z: number,
  style: WindowStyle,
  detail: Detail,
): void {
  const left = x - width / 2;
  const right = x + width / 2;
  const top = y + height;
  const lit = stream.next() < mesh.dusk * 0.55;
  const glow = lit ? shining(stream.between(0.75, 1.35), 2) : GLASS_DECAL;
  const glass = lit ? stream.pick(PALETTE.litWindows) : PALETTE.glass;
  addPanel(mesh, left, y, right, top, z, glass, glow);
  if (lit && stream.chance(0.5)) {
    addPanel(mesh, left, y + height * 0.55, right, top, z, 0xd98a4a, shining(0.55, 3));
  }
  if (detail === 2) addRaisedFrame(mesh, left, y, right, top, z, style.frame);
  else {
    addPanel(mesh, left - FRAME, y - 0.1, right + FRAME, top + FRAME, z, style.frame, decal(1));
  }
  if (detail > 0) {
    addBox(mesh, left - 0.17, y - 0.14, z, right + 0.17, y, z + 0.2, style.frame, {
      underside: true,
    });
    const bars = decal(4);
    if (style.mullion) addPanelAbout(mesh, x, 0.035, y, top, z, style.frame, bars);
    const middle = y + height * 0.52;
    if (style.transom)
      addPanel(mesh, left, middle - 0.03, right, middle + 0.03, z, style.frame, bars);
  }
  if (style.shutters) addShutters(mesh, left, y, right, top, z, width, style, detail);
  if (style.flowers && stream.chance(0.45) && detail > 0) {
    addFlowerBox(mesh, stream, left, y, right, z, detail);
  }
}

/** Four bars with mitred fronts, their outer and inner flanks, open to the wall behind. */
function addRaisedFrame(
  mesh: StreetMesh,
  left: number,
  y: number,
  right: number,
  top: number,
  z: number,
  colour: number,
): void {
  const front = z + RAISED;
  const [outLeft, outRight, outTop] = [left - FRAME, right + FRAME, top + FRAME];
  addPanel(mesh, outLeft, y, left, outTop, front, colour);
  addPanel(mesh, right, y, outRight, outTop, front, colour);
  addPanel(mesh, left, top, right, outTop, front, colour);
  const flank = (x: number, yTop: number, facing: number) => {
    const points = [
      [x, y, z],
      [x, y, front],
      [x, yTop, front],
      [x, yTop, z],
    ] as const;
    addPolygon(mesh, points, [facing, 0, 0], colour);
  };
  flank(outLeft, outTop, -1);
  flank(left, top, 1);
  flank(right, top, -1);
  flank(outRight, outTop, 1);
  addFloor(mesh, outLeft, z, outRight, front, outTop, colour);
}

function addShutters(
  mesh: StreetMesh,
  left: number,
  y: number,
  right: number,
  top: number,
  z: number,
  width: number,
  style: WindowStyle,
  detail: Detail,
): void {
  const leaf = width * SHUTTER_SHARE;
  const near = FRAME + 0.015;
  for (const from of [left - near - leaf, right + near]) {
    if (detail === 2) {
      addBox(mesh, from, y, z, from + leaf, top, z + 0.06, style.shutterColour);
      const slats = decal(1);
      for (let k = 1; k < 4; k++) {
        const at = share(y, top, k, 4);
        addPanel(
          mesh,
          from + 0.05,
          at - 0.02,
          from + leaf - 0.05,
          at + 0.02,
          z + 0.06,
          0x3a3540,
          slats,
        );
      }
    } else addPanel(mesh, from, y, from + leaf, top, z, style.shutterColour, decal(1));
  }
}

function addFlowerBox(
  mesh: StreetMesh,
  stream: RandomStream,
  left: number,
  y: number,
  right: number,
  z: number,
  detail: Detail,
): void {
  addBox(mesh, left, y - 0.02, z + 0.16, right, y + 0.16, z + 0.42, PALETTE.terracotta);
  const count = detail === 2 ? 4 : 2;
  const step = (right - left) / count;
  for (let k = 0; k < count; k++) {
    const x = left + (k + 0.5) * step;
    addIcosphere(
      mesh,
      x,
      y + 0.24,
      z + 0.3,
      step * 0.62,
      0.16,
      0.16,
      0,
      stream.pick(PALETTE.flowers),
    );
  }
}
