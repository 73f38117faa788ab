import type { RandomStream } from '../random.ts';
import { addPanelAbout } from '../shapes/flat.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addLimb } from '../shapes/round.ts';
import { addHair, type HeadStyle } from './hair.ts';
import type { Detail, StreetMesh } from './kit.ts';

export type { HeadStyle } from './hair.ts';

const HAIR_STYLES: readonly HeadStyle[] = [
  'short',
  'short',
  'short',
  'long',
  'long',
  'bun',
  'curls',
  'ponytail',
  'thinning',
];
const HEADWEAR: readonly HeadStyle[] = ['cap', 'hat', 'bobble hat', 'scarf'];

/** Returns how somebody wears their hair: about one in six has something on the head. */
export function pickHeadStyle(stream: RandomStream): HeadStyle {
  const covered = stream.chance(0.17);
  return stream.pick(covered ? HEADWEAR : HAIR_STYLES);
}

/** Adds neck, head, face and hair; (y, z) is the middle of the head, `cover` the colour of what is worn. */
export function addHead(
  mesh: StreetMesh,
  y: number,
  z: number,
  skin: number,
  hair: number,
  cover: number,
  style: HeadStyle,
  detail: Detail,
): void {
  const round = detail === 2 ? 1 : 0;
  addLimb(
    mesh,
    [0, y - 0.25, z - 0.03],
    [0, y - 0.08, z - 0.015],
    0.062,
    0.054,
    detail === 2 ? 6 : 4,
    skin,
    {},
    false,
  );
  addIcosphere(mesh, 0, y, z, 0.136, 0.162, 0.145, round, skin);
  if (detail === 2) addFace(mesh, y, z, skin);
  addHair(mesh, y, z, hair, cover, style, detail);
}

/** Eyes, nose and ears. */
function addFace(mesh: StreetMesh, y: number, z: number, skin: number): void {
  for (const side of [-1, 1]) {
    const x = side * 0.052;
    addPanelAbout(mesh, x, 0.013, y - 0.006, y + 0.03, z + 0.137, 0x2b2320);
    addIcosphere(mesh, side * 0.135, y - 0.005, z - 0.01, 0.016, 0.034, 0.024, 0, skin);
  }
  addIcosphere(mesh, 0, y - 0.03, z + 0.14, 0.021, 0.027, 0.026, 0, skin);
}
