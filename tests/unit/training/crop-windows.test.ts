import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  bakeWorld,
  RandomStream,
  sampleTrainingViews,
  semanticId,
} from '../../../src/world/index.ts';
import { CROP_CLASSES, cropsOf } from '../../../training/classifier/crop-windows.ts';
import { frameOf, ridersOf, shrunk } from '../../../training/classifier/crops.ts';

describe('the crops of a frame', () => {
  const { world, cameras } = sampleTrainingViews(3, 1);
  const camera = cameras[0];
  if (!camera) throw new Error('World 3 has no view.');
  const frame = frameOf(bakeWorld(world), camera, 3, 0);
  const riders = ridersOf(world);
  const crops = cropsOf(frame, new RandomStream(1), riders);

  test('are of several classes and lie within the frame', () => {
    expect(new Set(crops.map(({ className }) => className)).size).toBeGreaterThan(3);
    for (const { window } of crops) {
      const [x, y, side] = window;
      expect(window.every(Number.isInteger)).toBe(true);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + side).toBeLessThanOrEqual(frame.width);
      expect(y + side).toBeLessThanOrEqual(frame.height);
      expect(side).toBeGreaterThanOrEqual(28);
    }
  });

  test('show what they are said to show', () => {
    for (const { className, window } of crops) {
      const [left, top, side] = window;
      let own = 0;
      for (let y = top; y < top + side; y += 1) {
        for (let x = left; x < left + side; x += 1) {
          if (frame.semantic[y * frame.width + x] === semanticId(className)) own += 1;
        }
      }
      const isPatch = ['building', 'road', 'pavement'].includes(className);
      expect(own / side ** 2, className).toBeGreaterThan(isPatch ? 0.65 - 1e-9 : 0.01);
    }
  });

  test('repeat with their stream, and shrink to the input of the network', () => {
    expect(cropsOf(frame, new RandomStream(1), riders)).toEqual(crops);
    expect(cropsOf(frame, new RandomStream(2), riders)).not.toEqual(crops);
    const [first] = crops;
    expect(first && shrunk(frame, first.window)).toHaveLength(64 * 64 * 3);
  });

  test('are of classes that the trainer knows by the same numbers', () => {
    const settings = readFileSync('training/classifier/settings.py', 'utf8');
    const listed = /CLASSES = \(([^)]*)\)/.exec(settings)?.[1] ?? '';
    expect([...listed.matchAll(/"([^"]+)"/g)].map(([, name]) => name)).toEqual([...CROP_CLASSES]);
  });
});
