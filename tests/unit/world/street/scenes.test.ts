import { describe, expect, it, vi } from 'vitest';
import { bakeWorld } from '../../../../src/world/bake.ts';
import type { Box, Frame } from '../../../../src/world/frame.ts';
import { renderFrame } from '../../../../src/world/render.ts';
import { buildWorld } from '../../../../src/world/street/build-world.ts';
import { SCENES, type Scene } from '../../../../src/world/street/scenes.ts';
import { isViewFree } from '../../../../src/world/street/view-check.ts';

// Streets are built and drawn here, slowly where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

function frameOf({ spec, camera }: Scene): Frame {
  return renderFrame(bakeWorld(buildWorld(spec)), camera, { width: 256, height: 160, samples: 2 });
}

function iou(a: Box, b: Box): number {
  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const tall = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (wide <= 0 || tall <= 0) return 0;
  const shared = wide * tall;
  const sum = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]);
  return shared / (sum - shared);
}

const people = (frame: Frame) =>
  frame.objects.filter((o) => o.className === 'person' && o.visiblePixels >= 16);

describe('the hand-chosen scenes', () => {
  it.each(Object.entries(SCENES))('"%s" are seen from a place in the open', (_name, scene) => {
    expect(isViewFree(buildWorld(scene.spec), scene.camera)).toBe(true);
    expect(scene.title.length).toBeGreaterThan(5);
  });

  it('"twins" has two people whose visible boxes overlap by more than half, both well seen', () => {
    const seen = people(frameOf(SCENES.twins)).filter((o) => o.visibleFraction > 0.4);
    const overlaps = seen.flatMap((a, i) =>
      seen.slice(i + 1).map((b) => (a.visible && b.visible ? iou(a.visible, b.visible) : 0)),
    );
    expect(Math.max(...overlaps)).toBeGreaterThan(0.5);
  });

  it('"crowd" shows at least 25 people', () => {
    expect(people(frameOf(SCENES.crowd)).length).toBeGreaterThanOrEqual(25);
  });

  it('"occlusion" shows at least ten things that are more than a third hidden', () => {
    const hidden = frameOf(SCENES.occlusion).objects.filter(
      (o) => o.visiblePixels >= 16 && o.visibleFraction >= 0.2 && o.visibleFraction < 0.67,
    );
    expect(hidden.length).toBeGreaterThanOrEqual(10);
  });

  it('"far" shows many people, half of them at most 20 pixels tall', () => {
    const heights = people(frameOf(SCENES.far))
      .map((o) => (o.visible ? o.visible[3] - o.visible[1] : 0))
      .sort((a, b) => a - b);
    expect(heights.length).toBeGreaterThan(20);
    expect(heights[heights.length >> 1]).toBeLessThanOrEqual(20);
  });
});
