import { describe, expect, it } from 'vitest';
import { MeshBuilder } from '../../../../src/world/mesh-builder.ts';
import type { Mesh } from '../../../../src/world/mesh-store.ts';
import { addLettering, SHOP_NAMES } from '../../../../src/world/models/lettering.ts';

function write(word: string): Mesh {
  const mesh = new MeshBuilder();
  mesh.beginInstance('sign');
  addLettering(mesh, word, 0, 0, 0, 1, 0xffffff, {});
  return mesh.build();
}

/** x of all points, and of those above the middle of the letters. */
function columns(mesh: Mesh): { all: number[]; upper: number[] } {
  const all: number[] = [];
  const upper: number[] = [];
  for (let v = 0; v < mesh.vertexCount; v++) {
    const x = mesh.positions[v * 3] ?? 0;
    all.push(x);
    if ((mesh.positions[v * 3 + 1] ?? 0) > 0.5) upper.push(x);
  }
  return { all, upper };
}

describe('lettering', () => {
  it('reads from left to right for whoever faces it, with +x on their left', () => {
    const { all, upper } = columns(write('L'));
    expect(Math.min(...upper)).toBeGreaterThan(0);
    expect(Math.min(...all)).toBeLessThan(0);
  });

  it('is centred', () => {
    for (const word of ['STOP', '30', 'H']) {
      const { all } = columns(write(word));
      expect(Math.min(...all) + Math.max(...all)).toBeCloseTo(0, 5);
    }
  });

  it('has a letter for every letter of every shop', () => {
    for (const word of SHOP_NAMES) {
      for (const letter of word) expect(write(letter).triangleCount).toBeGreaterThan(0);
    }
  });

  it('never paints a spot twice', () => {
    for (const letter of 'ABCDEFGHIKLNOPRSTUY0123456789') {
      const mesh = write(letter);
      let area = 0;
      for (let t = 0; t < mesh.triangleCount; t++) {
        const [x = [], y = []] = [0, 1].map((axis) =>
          [0, 1, 2].map((c) => mesh.positions[(mesh.corners[t * 3 + c] ?? 0) * 3 + axis] ?? 0),
        );
        const [ax = 0, bx = 0, cx = 0] = x;
        const [ay = 0, by = 0, cy = 0] = y;
        area += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
      }
      const cells = area * 25;
      expect(Math.abs(cells - Math.round(cells))).toBeLessThan(1e-4);
      expect(cells).toBeLessThan(15);
    }
  });
});
