import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../../../src/world/math.ts';
import { buildWorld } from '../../../../src/world/street/build-world.ts';
import { isViewFree } from '../../../../src/world/street/view-check.ts';

const world = buildWorld({
  seed: 1,
  people: 0,
  crowd: 0,
  cars: 0,
  bicycles: 0,
  edits: [
    { action: 'add', kind: 'car', x: 0, z: 5, yaw: 0, style: 'bus' },
    { action: 'add', kind: 'person', x: 3, z: -5, yaw: 0 },
  ],
});
const looksFree = (eye: Vec3, yaw = 0): boolean =>
  isViewFree(world, { eye, yaw, pitch: 0, field: 0.5 });

describe('a camera', () => {
  it('may stand in the open and look over the roof of a bus', () => {
    expect(looksFree([-3, 2, 14])).toBe(true);
    expect(looksFree([0, 4.5, 5])).toBe(true);
  });

  it('may not stand in a bus, in somebody, in a house or under the ground', () => {
    expect(looksFree([0.9, 2, 9.5])).toBe(false);
    expect(looksFree([3, 1.6, -5])).toBe(false);
    expect(looksFree([12, 2, 5])).toBe(false);
    expect(looksFree([-3, 0.5, 14])).toBe(false);
  });

  it('may not look straight at the back of a bus from two metres, but may turn its own back on it', () => {
    expect(looksFree([0, 1.8, -2.4])).toBe(false);
    expect(looksFree([0, 1.8, -2.4], Math.PI)).toBe(true);
  });

  it('may not stand in a lamp post or in the crown of a tree', () => {
    const post = world.footprints.find((f) => f.top > 5 && f.base === 0);
    const crown = world.footprints.find((f) => f.base > 2 && f.radius > 2);
    expect(post && looksFree([post.x, 2, post.z])).toBe(false);
    expect(crown && looksFree([crown.x, 3.5, crown.z])).toBe(false);
  });
});
