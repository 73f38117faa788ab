import { cosine, sine } from '../math.ts';
import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { addPolygon } from '../shapes/flat.ts';
import { addDisc, addLimb, addLoft } from '../shapes/round.ts';
import type { StreetMesh } from './kit.ts';

/** Adds a stone fountain of two basins about (x, z). */
export function addFountain(mesh: StreetMesh, x: number, y: number, z: number): void {
  mesh.beginInstance('prop');
  const stone = 0xe2d6c3;
  const basin = [
    [y, 2.5],
    [y + 0.5, 2.5],
    [y + 0.58, 2.62],
    [y + 0.66, 2.62],
  ] as const;
  addLoft(mesh, x, z, basin, 16, stone);
  addDisc(mesh, [x, y + 0.66, z], [0, 1, 0], 2.32, 16, PALETTE.water, { layer: 1 });
  const column = [
    [y + 0.6, 0.42],
    [y + 0.9, 0.24],
    [y + 1.7, 0.2],
    [y + 1.85, 0.95],
    [y + 2.02, 1.05],
  ] as const;
  addLoft(mesh, x, z, column, 12, stone);
  addDisc(mesh, [x, y + 2.02, z], [0, 1, 0], 0.92, 12, PALETTE.water, { layer: 1 });
  addLoft(
    mesh,
    x,
    z,
    [
      [y + 2, 0.14],
      [y + 2.5, 0.1],
      [y + 2.62, 0.2],
      [y + 2.9, 0.04],
    ],
    8,
    stone,
  );
  for (let k = 0; k < 8; k++) {
    const angle = k * 0.7853981634;
    const [cx, cz] = [cosine(angle), sine(angle)];
    addLimb(
      mesh,
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
  mesh: StreetMesh,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  stream: RandomStream,
): void {
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
    addLimb(mesh, a, b, 0.012, 0.012, 3, PALETTE.trim, {}, false);
    const flag = [
      [a[0] + (b[0] - a[0]) * 0.15, a[1], a[2] + (b[2] - a[2]) * 0.15],
      [a[0] + (b[0] - a[0]) * 0.85, b[1], a[2] + (b[2] - a[2]) * 0.85],
      [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.38, (a[2] + b[2]) / 2],
    ] as const;
    const tint = stream.pick(PALETTE.awnings);
    addPolygon(mesh, flag, [0, 0, -1], tint);
    addPolygon(mesh, flag, [0, 0, 1], tint);
  }
}
