import { describe, expect, it, vi } from 'vitest';
import type { Vec3 } from '../../../../src/world/math.ts';
import type { Mesh } from '../../../../src/world/mesh-store.ts';
import {
  sampleTrainingSpec,
  sampleTrainingView,
  sampleTrainingViews,
  TRAINING_SHARES,
} from '../../../../src/world/street/sampler.ts';

// Streets are built here, slowly where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

/** Distance in metres from a point to the nearest surface, or 1 if everything is further away. */
function distanceToSurface(mesh: Mesh, eye: Vec3): number {
  const { corners, positions, triangleCount } = mesh;
  const point = (t: number, corner: number): Vec3 => {
    const v = (corners[t * 3 + corner] ?? 0) * 3;
    return [positions[v] ?? 0, positions[v + 1] ?? 0, positions[v + 2] ?? 0];
  };
  let nearest = 1;
  for (let t = 0; t < triangleCount; t++) {
    const [a, b, c] = [point(t, 0), point(t, 1), point(t, 2)];
    const beyond = (k: 0 | 1 | 2): boolean =>
      eye[k] < Math.min(a[k], b[k], c[k]) - nearest ||
      eye[k] > Math.max(a[k], b[k], c[k]) + nearest;
    if (beyond(0) || beyond(1) || beyond(2)) continue;
    // Fine enough for a bound: sample the triangle on a grid of barycentric steps.
    const steps = 24;
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; i + j <= steps; j++) {
        const [u, v] = [i / steps, j / steps];
        const d = [0, 1, 2].map((k) => {
          const [p = 0, q = 0, r = 0] = [a[k], b[k], c[k]];
          return p + (q - p) * u + (r - p) * v - (eye[k] ?? 0);
        });
        const length = Math.sqrt(d.reduce((sum, x) => sum + x * x, 0));
        if (length < nearest) nearest = length;
      }
    }
  }
  return nearest;
}

describe('training views', () => {
  it('are the same for the same seed', () => {
    expect(sampleTrainingView(17)).toEqual(sampleTrainingView(17));
    const [a, b] = [sampleTrainingViews(21, 4), sampleTrainingViews(21, 4)];
    expect(b.cameras).toEqual(a.cameras);
    expect(b.world.mesh.positions.every((x, i) => x === a.world.mesh.positions[i])).toBe(true);
  });

  it('keep the first cameras when more are asked for', () => {
    const few = sampleTrainingViews(23, 3).cameras;
    expect(sampleTrainingViews(23, 8).cameras.slice(0, 3)).toEqual(few);
  });

  it('come as many as were asked for, from places in the open', () => {
    for (let seed = 0; seed < 6; seed++) {
      const { world, cameras } = sampleTrainingViews(seed, 8);
      expect(cameras.length).toBe(8);
      for (const { eye } of cameras.slice(0, 2)) {
        expect(distanceToSurface(world.mesh, eye)).toBeGreaterThan(0.2);
      }
    }
  });

  it('have the stated shares of layout, light and weather', () => {
    const count = 3000;
    const seen = new Map<string, number>();
    for (let seed = 0; seed < count; seed++) {
      const { layout, light, weather } = sampleTrainingSpec(seed);
      for (const value of [layout, light, weather]) {
        seen.set(String(value), (seen.get(String(value)) ?? 0) + 1);
      }
    }
    for (const shares of Object.values(TRAINING_SHARES)) {
      expect(Object.values(shares).reduce((a, b) => a + b, 0)).toBe(100);
      for (const [name, share] of Object.entries(shares)) {
        expect(((seen.get(name) ?? 0) / count) * 100).toBeGreaterThan(share - 3);
        expect(((seen.get(name) ?? 0) / count) * 100).toBeLessThan(share + 3);
      }
    }
  });
});
