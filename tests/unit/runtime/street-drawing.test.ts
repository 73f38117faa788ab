import { describe, expect, it } from 'vitest';
import { buffersOf, streetDrawer } from '../../../src/runtime/street-drawing.ts';
import {
  bakeWorld,
  buildWorld,
  renderFrame,
  SCENES,
  type Camera,
  type WorldSpec,
} from '../../../src/world/index.ts';

const CAMERA: Camera = { eye: [1, 2.2, 0], yaw: 0.1, pitch: -0.06, field: 0.5 };
const SIZE = { width: 48, height: 30 };

const LIGHTS = ['day', 'golden', 'night'] as const;
const WEATHERS = ['clear', 'fog', 'rain'] as const;
const OTHER_LAYOUTS = ['bend', 'square', 'park', 'lane'] as const;

const STREETS: WorldSpec[] = [
  ...LIGHTS.flatMap((light) => WEATHERS.map((weather) => ({ seed: 7, light, weather }))),
  ...OTHER_LAYOUTS.map((layout) => ({ seed: 7, layout })),
];

describe('drawing a street part by part', () => {
  it.each(STREETS)(
    'gives the frame that the whole renderer gives: %j',
    async (spec) => {
      const draw = streetDrawer(() => 0);
      const { sharp, ms, things, ...frame } = await draw({ spec, camera: CAMERA, ...SIZE }, false);
      const world = buildWorld(spec);
      expect([sharp, ms]).toEqual([true, 0]);
      expect(things).toEqual(world.things);
      expect(frame).toEqual(renderFrame(bakeWorld(world), CAMERA, { ...SIZE, noiseSeed: 0 }));
    },
    30_000,
  );

  it('draws a draft at half the size', async () => {
    const { spec, camera } = SCENES.crossing;
    const frame = await streetDrawer(() => 0)({ spec, camera, width: 49, height: 30 }, true);
    expect([frame.width, frame.height, frame.sharp]).toEqual([25, 15, false]);
  }, 30_000);

  it('hands over each buffer of a frame once', async () => {
    const { spec, camera } = SCENES.crossing;
    const frame = await streetDrawer(() => 0)({ spec, camera, ...SIZE }, true);
    const buffers = buffersOf(frame);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(buffers).toEqual(expect.arrayContaining([frame.rgba.buffer, frame.depth.buffer]));
  }, 30_000);
});
