import { cosine, sine } from '../math.ts';
import { PALETTE } from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { LEAF, type Detail, type ModelKit } from './kit.ts';

/** Adds a wooden bench, 1.7 m long, that faces its front. */
export function addBench(kit: ModelKit, x: number, y: number, z: number, yaw: number): void {
  const { mesh } = kit;
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  for (let k = 0; k < 3; k++) {
    const front = -0.2 + k * 0.16;
    mesh.box(-0.85, 0.44, front, 0.85, 0.49, front + 0.12, PALETTE.wood, { underside: true });
  }
  for (const at of [0.62, 0.79]) {
    mesh.box(-0.85, at, -0.27, 0.85, at + 0.12, -0.23, PALETTE.wood, { underside: true });
  }
  for (const leg of [-0.7, 0.7]) {
    mesh.box(leg - 0.04, 0, -0.26, leg + 0.04, 0.9, -0.2, PALETTE.metal);
    mesh.box(leg - 0.04, 0, 0.16, leg + 0.04, 0.45, 0.22, PALETTE.metal);
  }
  mesh.popTransform();
}

/** Adds a litter bin. */
export function addBin(kit: ModelKit, x: number, y: number, z: number): void {
  kit.mesh.beginInstance('prop');
  const rings = [
    [y, 0.22, 0.22],
    [y + 0.86, 0.27, 0.27],
    [y + 0.88, 0.3, 0.3],
    [y + 0.96, 0.25, 0.25],
  ] as const;
  kit.mesh.loft(x, z, rings, 9, [0x3f6b5a, 0x3f6b5a, 0x2f4f45]);
}

/** Adds a red pillar box with a slot to its front. */
export function addPillarBox(kit: ModelKit, x: number, y: number, z: number, yaw: number): void {
  const { mesh } = kit;
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  const rings = [
    [0, 0.28, 0.28],
    [0.12, 0.26, 0.26],
    [1.2, 0.26, 0.26],
    [1.26, 0.32, 0.32],
    [1.38, 0.28, 0.28],
    [1.48, 0.1, 0.1],
  ] as const;
  mesh.loft(0, 0, rings, 10, [0x23262f, 0xd33f33]);
  mesh.box(-0.13, 1.06, 0.2, 0.13, 1.11, 0.262, 0x23262f, { underside: true });
  mesh.box(-0.09, 0.74, 0.2, 0.09, 0.94, 0.26, PALETTE.trim, { underside: true });
  mesh.popTransform();
}

/** Adds a round tub with flowers or a shrub. */
export function addPlanter(
  kit: ModelKit,
  stream: RandomStream,
  x: number,
  y: number,
  z: number,
  detail: Detail,
): void {
  const { mesh } = kit;
  mesh.beginInstance('prop');
  const tub = stream.pick([0xb5653f, 0xe8ddcb, 0x5f7a80]);
  const rings = [
    [y, 0.27, 0.27],
    [y + 0.48, 0.36, 0.36],
  ] as const;
  mesh.loft(x, z, rings, 8, tub);
  const fine = detail === 2 ? 1 : 0;
  for (let k = 0; k < 5; k++) {
    const angle = k * 1.256;
    const [px, pz] = [x + cosine(angle) * 0.17, z + sine(angle) * 0.17];
    const tint = stream.pick(k % 2 === 0 ? [0x6f9f58, 0x7fae62] : PALETTE.flowers);
    const py = y + 0.62 + stream.between(0, 0.16);
    mesh.icosphere(px, py, pz, 0.2, 0.22, 0.2, fine, tint, LEAF, stream, 0.1, 0.08);
  }
}

/** Adds a café table for two under a parasol; the chairs stand along the yaw. */
export function addCafeTable(
  kit: ModelKit,
  stream: RandomStream,
  x: number,
  y: number,
  z: number,
  yaw: number,
  detail: Detail,
): void {
  const { mesh } = kit;
  const cloth = stream.pick(PALETTE.awnings);
  mesh.beginInstance('prop', { heading: yaw });
  mesh.pushTransform(x, y, z, yaw);
  mesh.limb([0, 0, 0], [0, 2.4, 0], 0.03, 0.03, 5, 0xf3eee4);
  mesh.loft(
    0,
    0,
    [
      [0.7, 0.36, 0.36],
      [0.74, 0.36, 0.36],
    ],
    10,
    PALETTE.trim,
  );
  const ribs = detail === 2 ? 10 : 8;
  const canopy = [
    [1.98, 1.02, 1.02],
    [2.1, 1.04, 1.04],
    [2.5, 0.06, 0.06],
  ] as const;
  mesh.loft(0, 0, canopy, ribs, [PALETTE.trim, cloth]);
  if (detail > 0) for (const side of [-1, 1]) addChair(kit, side * 0.66, side, cloth);
  mesh.popTransform();
}

/** A chair at `z` whose back is on the side `side`. */
function addChair(kit: ModelKit, z: number, side: number, colour: number): void {
  const { mesh } = kit;
  const closed = { underside: true };
  mesh.box(-0.18, 0.41, z - 0.18, 0.18, 0.46, z + 0.18, colour, closed);
  mesh.box(-0.18, 0.46, z + side * 0.17 - 0.02, 0.18, 0.86, z + side * 0.17 + 0.02, colour);
  for (const [i, j] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const [px, pz] = [i * 0.15, z + j * 0.15];
    mesh.box(px - 0.015, 0, pz - 0.015, px + 0.015, 0.42, pz + 0.015, PALETTE.metal);
  }
}

/** Adds an iron bollard. */
export function addBollard(kit: ModelKit, x: number, y: number, z: number): void {
  kit.mesh.beginInstance('prop');
  const rings = [
    [y, 0.1, 0.1],
    [y + 0.75, 0.07, 0.07],
    [y + 0.82, 0.1, 0.1],
    [y + 0.95, 0.04, 0.04],
  ] as const;
  kit.mesh.loft(x, z, rings, 6, PALETTE.metal);
}

/** Adds a stone fountain of two basins about (x, z). */
export function addFountain(kit: ModelKit, x: number, y: number, z: number): void {
  const { mesh } = kit;
  mesh.beginInstance('prop');
  const stone = 0xe2d6c3;
  const basin = [
    [y, 2.5, 2.5],
    [y + 0.5, 2.5, 2.5],
    [y + 0.58, 2.62, 2.62],
    [y + 0.66, 2.62, 2.62],
  ] as const;
  mesh.loft(x, z, basin, 16, stone);
  mesh.disc([x, y + 0.66, z], [0, 1, 0], 2.32, 16, PALETTE.water, { layer: 1 });
  const column = [
    [y + 0.6, 0.42, 0.42],
    [y + 0.9, 0.24, 0.24],
    [y + 1.7, 0.2, 0.2],
    [y + 1.85, 0.95, 0.95],
    [y + 2.02, 1.05, 1.05],
  ] as const;
  mesh.loft(x, z, column, 12, stone);
  mesh.disc([x, y + 2.02, z], [0, 1, 0], 0.92, 12, PALETTE.water, { layer: 1 });
  mesh.loft(
    x,
    z,
    [
      [y + 2, 0.14, 0.14],
      [y + 2.5, 0.1, 0.1],
      [y + 2.62, 0.2, 0.2],
      [y + 2.9, 0.04, 0.04],
    ],
    8,
    stone,
  );
  for (let k = 0; k < 8; k++) {
    const angle = k * 0.7853981634;
    const [cx, cz] = [cosine(angle), sine(angle)];
    mesh.limb(
      [x + cx * 1, y + 2.02, z + cz * 1],
      [x + cx * 1.5, y + 0.68, z + cz * 1.5],
      0.03,
      0.06,
      4,
      0xd7ecf2,
      {},
      false,
    );
  }
}

/** Adds a string of little flags between two points, sagging in the middle. */
export function addBunting(
  kit: ModelKit,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  stream: RandomStream,
): void {
  const { mesh } = kit;
  mesh.beginInstance('prop');
  const count = 12;
  const at = (t: number): readonly [number, number, number] => [
    from[0] + (to[0] - from[0]) * t,
    from[1] + (to[1] - from[1]) * t - 0.7 * 4 * t * (1 - t),
    from[2] + (to[2] - from[2]) * t,
  ];
  for (let k = 0; k < count; k++) {
    const a = at(k / count);
    const b = at((k + 1) / count);
    mesh.limb(a, b, 0.012, 0.012, 3, PALETTE.trim, {}, false);
    const flag = [
      [a[0] + (b[0] - a[0]) * 0.15, a[1], a[2] + (b[2] - a[2]) * 0.15],
      [a[0] + (b[0] - a[0]) * 0.85, b[1], a[2] + (b[2] - a[2]) * 0.85],
      [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.38, (a[2] + b[2]) / 2],
    ] as const;
    const tint = stream.pick(PALETTE.awnings);
    mesh.polygon(flag, [0, 0, -1], tint);
    mesh.polygon(flag, [0, 0, 1], tint);
  }
}
