import { describe, expect, it, vi } from 'vitest';
import { bakeWorld } from '../../../../src/world/bake.ts';
import type { ThingClass } from '../../../../src/world/classes.ts';
import type { TruthObject } from '../../../../src/world/frame.ts';
import { renderFrame } from '../../../../src/world/render.ts';
import { buildWorld } from '../../../../src/world/street/build-world.ts';
import { captionFrame, countThings } from '../../../../src/world/street/captions.ts';
import { SCENES } from '../../../../src/world/street/scenes.ts';

// Streets are built and drawn here, slowly where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

function object(className: ThingClass, visiblePixels = 100, visibleFraction = 1): TruthObject {
  const box = [0, 0, 10, 10] as const;
  return {
    id: 1,
    className,
    whole: box,
    visible: box,
    area: 100,
    visiblePixels,
    visibleFraction,
    truncated: false,
  };
}

const many = (className: ThingClass, count: number) =>
  Array.from({ length: count }, () => object(className));

describe('a caption', () => {
  it('counts in words, lists in order and tells the time', () => {
    const objects = [object('bus'), ...many('car', 4), ...many('person', 7)];
    expect(captionFrame({ objects }, { light: 'day' })).toBe(
      'Seven people, four cars and a bus on a street at noon.',
    );
  });

  it('speaks of one thing, of nothing and of more than a dozen', () => {
    expect(captionFrame({ objects: [object('person')] })).toBe('A person on a street.');
    expect(captionFrame({ objects: [] }, { weather: 'fog' })).toBe('Nobody on a street in fog.');
    const objects = many('bicycle', 13);
    expect(captionFrame({ objects }, { light: 'night', weather: 'rain' })).toBe(
      '13 bicycles on a street at night in the rain.',
    );
  });

  it('leaves out what is too small or too hidden to see', () => {
    const objects = [object('car', 15), object('car', 100, 0.19), object('car', 16, 0.2)];
    expect(captionFrame({ objects })).toBe('A car on a street.');
  });

  it('states counts that are true of the pixels', () => {
    const { spec, camera } = SCENES.crossing;
    const world = buildWorld(spec);
    const frame = renderFrame(bakeWorld(world), camera, { width: 256, height: 160, samples: 2 });
    const pixels = new Map<number, number>();
    for (const id of frame.instance) pixels.set(id, (pixels.get(id) ?? 0) + 1);
    const fraction = new Map(frame.objects.map((o) => [o.id, o.visibleFraction]));
    for (const [className, count] of countThings(frame)) {
      const ids = [...pixels].filter(
        ([id, seen]) =>
          world.mesh.instances[id]?.className === className &&
          seen >= 16 &&
          (fraction.get(id) ?? 0) >= 0.2,
      );
      expect(ids.length).toBe(count);
    }
  });
});
