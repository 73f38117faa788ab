import { describe, expect, test } from 'vitest';
import { MeshBuilder } from '../../../src/world/mesh-builder.ts';
import type { Mesh } from '../../../src/world/mesh-store.ts';
import { RandomStream } from '../../../src/world/random.ts';
import { addBox } from '../../../src/world/shapes/box.ts';
import { addIcosphere } from '../../../src/world/shapes/icosphere.ts';
import { addExtrusion } from '../../../src/world/shapes/profile.ts';
import { addLimb, addLoft } from '../../../src/world/shapes/round.ts';

function build(draw: (mesh: MeshBuilder) => void): Mesh {
  const mesh = new MeshBuilder();
  mesh.beginInstance('prop');
  draw(mesh);
  return mesh.build();
}

function corner(mesh: Mesh, triangle: number, k: number): number[] {
  const v = (mesh.corners[triangle * 3 + k] ?? 0) * 3;
  return [...mesh.positions.subarray(v, v + 3)];
}

/** The volume that a closed mesh encloses; positive when all triangles wind outwards. */
function volume(mesh: Mesh): number {
  let sum = 0;
  for (let t = 0; t < mesh.triangleCount; t++) {
    const [a = [], b = [], c = []] = [0, 1, 2].map((k) => corner(mesh, t, k));
    const [ax = 0, ay = 0, az = 0] = a;
    const [bx = 0, by = 0, bz = 0] = b;
    const [cx = 0, cy = 0, cz = 0] = c;
    sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sum / 6;
}

/** How often each edge, by position, is used in each direction: 1 and 1 in a closed mesh. */
function isClosed(mesh: Mesh): boolean {
  const uses = new Map<string, number>();
  for (let t = 0; t < mesh.triangleCount; t++) {
    for (let k = 0; k < 3; k++) {
      const from = corner(mesh, t, k)
        .map((x) => x.toFixed(4))
        .join();
      const to = corner(mesh, t, (k + 1) % 3)
        .map((x) => x.toFixed(4))
        .join();
      uses.set(`${from}>${to}`, (uses.get(`${from}>${to}`) ?? 0) + 1);
    }
  }
  return [...uses].every(([edge, count]) => {
    const [from, to] = edge.split('>');
    return count === 1 && uses.get(`${to}>${from}`) === 1;
  });
}

describe('solids', () => {
  const sphere = (4 / 3) * Math.PI;
  test.each<[string, (mesh: MeshBuilder) => void, number]>([
    ['box', (m) => addBox(m, -1, 0, -2, 1, 3, 2, 0xffffff, { underside: true }), 24],
    [
      'tapered box',
      (m) => addBox(m, -1, 0, -1, 1, 3, 1, 0xffffff, { underside: true, taperX: 0.5, taperZ: 0.5 }),
      7,
    ],
    ['limb', (m) => addLimb(m, [0, 0, 0], [1, 2, 2], 0.5, 0.5, 64, 0xffffff), Math.PI * 0.25 * 3],
    [
      'loft',
      (m) =>
        addLoft(
          m,
          0,
          0,
          [
            [0, 1, 1],
            [2, 1, 1],
          ],
          64,
          0xffffff,
        ),
      Math.PI * 2,
    ],
    [
      'extrusion',
      (m) =>
        addExtrusion(
          m,
          [
            [-1, 0],
            [1, 0],
            [1, 1],
            [-1, 1],
          ],
          { low: 0, lowWidth: 0.5, high: 1, highWidth: 0.5 },
          0xffffff,
        ),
      2,
    ],
    ['icosphere', (m) => addIcosphere(m, 0, 5, 0, 1, 1, 1, 2, 0xffffff), sphere],
  ])('a %s is closed, faces outwards and has its volume', (_, draw, expected) => {
    for (const place of [0, 1]) {
      const mesh = build((m) => {
        m.pushTransform(place * 3, place, -place, place * 0.7, 1, place * 0.3, place * 0.4);
        draw(m);
        m.popTransform();
      });
      expect(isClosed(mesh)).toBe(true);
      expect(volume(mesh) / expected).toBeGreaterThan(0.95);
      expect(volume(mesh) / expected).toBeLessThan(1.01);
    }
  });

  test('normals agree with the winding of their triangles', () => {
    const stream = new RandomStream(1);
    const mesh = build((m) => addIcosphere(m, 1, 2, 3, 1, 2, 1, 1, 0xff8800, {}, stream, 0.1, 0.1));
    for (let t = 0; t < mesh.triangleCount; t++) {
      const [a = [], b = [], c = []] = [0, 1, 2].map((k) => corner(mesh, t, k));
      const u = b.map((x, k) => x - (a[k] ?? 0));
      const v = c.map((x, k) => x - (a[k] ?? 0));
      const n = [
        (u[1] ?? 0) * (v[2] ?? 0) - (u[2] ?? 0) * (v[1] ?? 0),
        (u[2] ?? 0) * (v[0] ?? 0) - (u[0] ?? 0) * (v[2] ?? 0),
        (u[0] ?? 0) * (v[1] ?? 0) - (u[1] ?? 0) * (v[0] ?? 0),
      ];
      const length = Math.sqrt(n.reduce((sum, x) => sum + x * x, 0));
      n.forEach((x, k) => expect(mesh.normals[t * 3 + k]).toBeCloseTo(x / length, 4));
    }
  });
});
