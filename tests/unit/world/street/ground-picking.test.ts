import { expect, test } from 'vitest';
import {
  openGround,
  pickGround,
  projectPoint,
  SCENES,
  type Camera,
} from '../../../../src/world/index.ts';

const size = { width: 640, height: 400 };
const ground = openGround({});
const { camera } = SCENES.crossing;

test.each([
  ['the road', 0.7, 12],
  ['the left pavement', -7, 11],
  ['the right pavement', 7.5, 15],
  ['the cross street', 14, 22],
  ['the distance', -2, 55],
])('what is projected from %s is picked at the same place', (_, x, z) => {
  const [u, v] = projectPoint(camera, size.width, size.height, [x, ground.height(x, z), z]);
  const picked = pickGround(ground.height, camera, size, u, v);
  expect(picked?.x).toBeCloseTo(x, 4);
  expect(picked?.z).toBeCloseTo(z, 4);
});

test('above the horizon there is no ground, and a camera that looks up sees none', () => {
  expect(pickGround(ground.height, camera, size, 320, 20)).toBeNull();
  const up: Camera = { ...camera, pitch: 0.9 };
  expect(pickGround(ground.height, up, size, 320, 399)).toBeNull();
});

test('a turned camera picks what it looks at', () => {
  const turned: Camera = { ...camera, yaw: 0.6, pitch: -0.15 };
  const [u, v] = projectPoint(turned, size.width, size.height, [5, 0, 9.5]);
  const picked = pickGround(ground.height, turned, size, u, v);
  expect(picked?.x).toBeCloseTo(5, 4);
  expect(picked?.z).toBeCloseTo(9.5, 4);
});

test('the pavement is a kerb higher than the road, and the cross street is not', () => {
  expect(ground.height(0, 10)).toBe(0);
  expect(ground.height(7, 10)).toBe(0.14);
  expect(ground.height(7, 22)).toBe(0);
});

test('places stay between the house fronts, and where a street or a square opens there is more room', () => {
  expect(ground.keep({ x: 30, z: 10 }, 0.5)).toEqual({ x: 8.7, z: 10 });
  expect(ground.keep({ x: -30, z: 10 }, 0.5)).toEqual({ x: -8.7, z: 10 });
  expect(ground.keep({ x: 30, z: 22 }, 0.5).x).toBe(20);
  expect(ground.keep({ x: 3, z: 1e6 }, 0.5)).toEqual({ x: 3, z: 90 });
  const square = openGround({ layout: 'square' });
  expect(square.keep({ x: -30, z: 40 }, 0.5).x).toBeLessThan(-15);
  expect(square.keep({ x: 30, z: 40 }, 0.5).x).toBeLessThan(10);
});
