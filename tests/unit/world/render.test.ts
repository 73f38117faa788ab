import { describe, expect, test, vi } from 'vitest';
import { fingerprintFrame } from '../../../src/world/fingerprint.ts';
import { renderFrame } from '../../../src/world/render.ts';
import { bakeTestStreet, TEST_CAMERA } from './test-street.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = { width: 96, height: 60 } as const;
const baked = bakeTestStreet(2);

/** Mean of each channel, 0 to 255. */
function meanColour(rgba: Uint8ClampedArray): number[] {
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let p = channel; p < rgba.length; p += 4) sum += rgba[p] ?? 0;
    return sum / (rgba.length / 4);
  });
}

describe('frames', () => {
  test('the same call gives the same frame, also after other frames in between', () => {
    const first = fingerprintFrame(renderFrame(baked, TEST_CAMERA, SIZE));
    renderFrame(bakeTestStreet(9, 'night', 'rain'), TEST_CAMERA, { width: 200, height: 130 });
    expect(fingerprintFrame(renderFrame(baked, TEST_CAMERA, SIZE))).toEqual(first);
  });

  test('a frame stays as it is when the next one is rendered', () => {
    const frame = renderFrame(baked, TEST_CAMERA, SIZE);
    const before = fingerprintFrame(frame);
    renderFrame(bakeTestStreet(4), { ...TEST_CAMERA, yaw: 0.4 }, SIZE);
    expect(fingerprintFrame(frame)).toEqual(before);
  });

  test('all parts have the size that was asked for', () => {
    const frame = renderFrame(baked, TEST_CAMERA, {
      ...SIZE,
      normals: true,
      flow: { seconds: 0.1 },
    });
    const pixels = SIZE.width * SIZE.height;
    expect(frame).toMatchObject(SIZE);
    expect(frame.rgba).toHaveLength(pixels * 4);
    expect(frame.depth).toHaveLength(pixels);
    expect(frame.instance).toHaveLength(pixels);
    expect(frame.semantic).toHaveLength(pixels);
    expect(frame.normals).toHaveLength(pixels * 3);
    expect(frame.flow).toHaveLength(pixels * 2);
    expect(frame.flow?.every((value) => Number.isFinite(value))).toBe(true);
  });

  test('noise follows its seed and changes the picture only, not the truth', () => {
    const plain = fingerprintFrame(renderFrame(baked, TEST_CAMERA, SIZE));
    const noisy = (noiseSeed: number) =>
      fingerprintFrame(renderFrame(baked, TEST_CAMERA, { ...SIZE, noise: 0.05, noiseSeed }));
    expect(noisy(1)).toEqual(noisy(1));
    expect(noisy(1).pixels).not.toBe(noisy(2).pixels);
    expect({ ...noisy(1), pixels: '' }).toEqual({ ...plain, pixels: '' });
  });

  test('one sample per pixel shows the same street with harder edges', () => {
    const soft = renderFrame(baked, TEST_CAMERA, SIZE);
    const hard = renderFrame(baked, TEST_CAMERA, { ...SIZE, samples: 1 });
    let same = 0;
    hard.instance.forEach((id, p) => {
      if (id === soft.instance[p]) same++;
    });
    expect(same / hard.instance.length).toBeGreaterThan(0.97);
    meanColour(hard.rgba).forEach((value, c) => {
      expect(Math.abs(value - (meanColour(soft.rgba)[c] ?? 0))).toBeLessThan(1.5);
    });
  });

  test('night is dark, the evening is warm, fog lifts the distance', () => {
    const mean = (...light: Parameters<typeof bakeTestStreet>): number[] =>
      meanColour(renderFrame(bakeTestStreet(...light), TEST_CAMERA, SIZE).rgba);
    const [dayRed = 0, , dayBlue = 0] = mean(2, 'day');
    const [nightRed = 0] = mean(2, 'night');
    const [goldenRed = 0, , goldenBlue = 0] = mean(2, 'golden');
    expect(nightRed).toBeLessThan(dayRed * 0.6);
    expect(goldenRed / goldenBlue).toBeGreaterThan(dayRed / dayBlue);
    const spread = (weather: 'clear' | 'fog'): number => {
      const { rgba } = renderFrame(bakeTestStreet(2, 'day', weather), TEST_CAMERA, SIZE);
      const [mid = 0] = meanColour(rgba);
      let sum = 0;
      for (let p = 0; p < rgba.length; p += 4) sum += ((rgba[p] ?? 0) - mid) ** 2;
      return sum;
    };
    expect(spread('fog')).toBeLessThan(spread('clear'));
  });

  test('wet ground mirrors what stands on it', () => {
    const dry = renderFrame(bakeTestStreet(2, 'day', 'fog'), TEST_CAMERA, SIZE);
    const wet = renderFrame(bakeTestStreet(2, 'day', 'rain'), TEST_CAMERA, SIZE);
    expect(fingerprintFrame(wet).pixels).not.toBe(fingerprintFrame(dry).pixels);
    expect({ ...fingerprintFrame(wet), pixels: '' }).toEqual({
      ...fingerprintFrame(dry),
      pixels: '',
    });
  });

  test.each([
    [0, 60],
    [96.5, 60],
    [96, -1],
    [Number.NaN, 60],
  ])('a size of %d × %d is refused with a sentence', (width, height) => {
    expect(() => renderFrame(baked, TEST_CAMERA, { width, height })).toThrow(
      'A frame needs a size in whole pixels',
    );
  });
});
