import { describe, expect, test, vi } from 'vitest';
import { bakeWorld, type BakedWorld } from '../../../src/world/bake.ts';
import { environmentFor } from '../../../src/world/environments.ts';
import { createFragment, type Fragment } from '../../../src/world/fragment.ts';
import { createLight } from '../../../src/world/light.ts';
import { MeshBuilder } from '../../../src/world/mesh-builder.ts';
import { addBox } from '../../../src/world/shapes/box.ts';
import type { Light, Weather } from '../../../src/world/spec.ts';

// Software rendering on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const LIGHTS: readonly Light[] = ['day', 'golden', 'backlit', 'night'];
const WEATHERS: readonly Weather[] = ['clear', 'fog', 'rain'];

/** One tower, 4 × 4 metres and 8 metres high, on open ground, and one lamp. */
function bakeTower(light: Light = 'day'): BakedWorld {
  const mesh = new MeshBuilder();
  mesh.beginInstance('building');
  addBox(mesh, -2, 0, 18, 2, 8, 22, 0xffffff);
  mesh.beginInstance('lamp');
  mesh.addLamp({ kind: 'street', position: [8, 5, 8], colour: [1, 1, 1], strength: 20, range: 9 });
  return bakeWorld({
    spec: { seed: 1 },
    light,
    weather: 'clear',
    mesh: mesh.build(),
    region: { minX: -20, maxX: 20, minZ: 0, maxZ: 40 },
  });
}

function onGround(x: number, z: number): Fragment {
  return Object.assign(createFragment(), { x, y: 0, z, normalX: 0, normalY: 1, normalZ: 0 });
}

describe('sunlight', () => {
  test('reaches open ground and not the far side of a tower', () => {
    const baked = bakeTower();
    const { sunlight } = createLight(baked);
    const [sx, sy, sz] = baked.environment.sun;
    const at = (metres: number): number => {
      // From the tower's middle away from the sun, by metres of shadow on the ground.
      const level = Math.sqrt(sx * sx + sz * sz);
      const f = onGround((-sx / level) * metres, 20 - (sz / level) * metres);
      sunlight(f);
      return f.lit;
    };
    const length = (8 * Math.sqrt(sx * sx + sz * sz)) / sy;
    expect(at(3.5)).toBe(0);
    expect(at(length)).toBeLessThan(0.5);
    expect(at(length + 4)).toBe(1);
    expect(at(-8)).toBe(1);
  });
});

describe('ambient occlusion', () => {
  test('ground close to a wall is darker than open ground', () => {
    const { groundOcclusion } = createLight(bakeTower());
    const open = (x: number): number => {
      const f = onGround(x, 20);
      groundOcclusion(f);
      return f.open;
    };
    expect(open(2.3)).toBeLessThan(open(3.2));
    expect(open(3.2)).toBeLessThan(open(12));
    expect(open(12)).toBe(1);
  });
});

describe('lamps', () => {
  test('light what is below and in reach, at night only', () => {
    expect(createLight(bakeTower('day')).lampLight).toBeNull();
    const { lampLight } = createLight(bakeTower('night'));
    const light = (x: number, z: number): number => {
      const f = onGround(x, z);
      f.open = 1;
      lampLight?.(f);
      return f.lampRed;
    };
    expect(light(8, 8)).toBeGreaterThan(light(10, 8));
    expect(light(10, 8)).toBeGreaterThan(0);
    expect(light(18, 8)).toBe(0);
  });
});

describe('environments', () => {
  test.each(LIGHTS.flatMap((light) => WEATHERS.map((weather) => [light, weather] as const)))(
    '%s with %s has a unit sun above the horizon and sane colours',
    (light, weather) => {
      const { sun, fog, exposure, night, wet, rain, ambient } = environmentFor(light, weather);
      expect(sun[0] ** 2 + sun[1] ** 2 + sun[2] ** 2).toBeCloseTo(1, 9);
      expect(sun[1]).toBeGreaterThan(0.1);
      expect(fog).toBeGreaterThan(0);
      expect(exposure).toBeGreaterThan(0.9);
      expect(night >= 0 && night <= 1).toBe(true);
      expect(rain).toBe(weather === 'rain');
      if (rain) expect(wet).toBe(1);
      expect(ambient.every((channel) => channel > 0 && channel < 1)).toBe(true);
    },
  );

  test('fog is thicker than rain, and rain than clear air', () => {
    for (const light of LIGHTS) {
      const [clear = 0, rain = 0, fog = 0] = (['clear', 'rain', 'fog'] as const).map(
        (weather) => environmentFor(light, weather).fog,
      );
      expect(clear).toBeLessThan(rain);
      expect(rain).toBeLessThan(fog);
    }
  });
});
