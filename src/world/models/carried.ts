import { cosine, PI, sine, type Vec3 } from '../math.ts';
import { addBoxAbout } from '../shapes/box.ts';
import { addPolygon } from '../shapes/flat.ts';
import { addLimb, addLoft } from '../shapes/round.ts';
import type { Hand } from './bodies.ts';
import type { Detail, StreetMesh } from './kit.ts';

/** Adds an open umbrella held in a hand: eight ribs, coloured above and dark below. */
export function addUmbrella(mesh: StreetMesh, hand: Hand, colour: number, detail: Detail): void {
  const x = hand.x * 0.6;
  const z = hand.z * 0.6;
  const rim = 1.96;
  addLimb(mesh, [hand.x, hand.y - 0.08, hand.z], [x, rim + 0.36, z], 0.014, 0.012, 4, 0x3a3540);
  const ribs = detail === 0 ? 6 : 8;
  const point = (k: number, radius: number, y: number): Vec3 => {
    const angle = (k * 2 * PI) / ribs;
    return [x + cosine(angle) * radius, y, z + sine(angle) * radius];
  };
  for (let k = 0; k < ribs; k++) {
    const middle = ((k + 0.5) * 2 * PI) / ribs;
    const tone = k % 2 === 1 ? 0.86 : 1;
    for (const facing of [1, -1]) {
      const drop = facing < 0 ? -0.012 : 0;
      const normal: Vec3 = [cosine(middle) * facing * 0.5, facing, sine(middle) * facing * 0.5];
      const [low, high, peak] = [rim - 0.02 + drop, rim + 0.2 + drop, rim + 0.3 + drop];
      const tint = facing > 0 ? colour : 0x5a4a50;
      const shade = facing > 0 ? tone : 1;
      const hem = [
        point(k, 0.54, low),
        point(k + 1, 0.54, low),
        point(k + 1, 0.32, high),
        point(k, 0.32, high),
      ];
      addPolygon(mesh, hem, normal, tint, {}, shade);
      addPolygon(
        mesh,
        [point(k, 0.32, high), point(k + 1, 0.32, high), [x, peak, z]],
        normal,
        tint,
        {},
        shade,
      );
    }
  }
}

/** Adds a backpack with a lid and, near, a pocket. */
export function addBackpack(mesh: StreetMesh, colour: number, detail: Detail): void {
  const rings = [
    [0.98, 0.125, 0.075],
    [1.08, 0.155, 0.095],
    [1.34, 0.148, 0.09],
    [1.44, 0.09, 0.045],
  ] as const;
  addLoft(mesh, 0, -0.17, rings, detail === 2 ? 8 : 5, colour);
  if (detail === 2)
    addBoxAbout(mesh, 0, 0.09, 1.02, -0.285, 1.18, -0.22, 0x3b4a6b, { underside: true });
}

/** Adds a bag that hangs from a hand by two straps. */
export function addHandbag(mesh: StreetMesh, hand: Hand, colour: number, detail: Detail): void {
  const { x, y, z } = hand;
  addBoxAbout(mesh, x, 0.05, y - 0.4, z - 0.15, y - 0.13, z + 0.15, colour, {
    taperX: 0.8,
    taperZ: 0.75,
    underside: true,
  });
  if (detail < 2) return;
  for (const dz of [-0.07, 0.07]) {
    addLimb(mesh, [x, y - 0.14, z + dz], [x, y - 0.02, z], 0.012, 0.012, 3, colour, {}, false);
  }
}
