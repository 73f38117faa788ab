import { describe, expect, it, vi } from 'vitest';
import { hash32 } from '../../../../src/world/math.ts';
import type { Layout, WorldSpec } from '../../../../src/world/spec.ts';
import { buildWorld, type StreetWorld } from '../../../../src/world/street/build-world.ts';
import { PERSON_RADIUS, VEHICLE_SIZES } from '../../../../src/world/street/things.ts';

// Each street takes a tenth of a second, more where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

const LAYOUTS: readonly Layout[] = ['junction', 'bend', 'square', 'park', 'lane'];
const busy = { crowd: 25, people: 70, cars: 0.8, bicycles: 10 } as const;

const peopleOf = (world: StreetWorld) => world.things.filter((t) => t.kind === 'person');
const vehiclesOf = (world: StreetWorld) => world.things.filter((t) => t.kind === 'car');

/** A hash of numbers: comparing a hundred thousand of them one by one would take seconds. */
function hashOf(values: Float32Array, seed = 1): number {
  const bits = new Int32Array(values.slice().buffer);
  return bits.reduce((hash, value) => hash32(hash ^ value), seed);
}

/** A hash of the points of one instance. */
function shapeOf(world: StreetWorld, instance: number): number {
  const { firstVertex, endVertex } = world.mesh.instances[instance] ?? {
    firstVertex: 0,
    endVertex: 0,
  };
  return hashOf(world.mesh.positions.subarray(firstVertex * 3, endVertex * 3));
}

/** Everything that stands still, as hashes. */
function sceneryOf(world: StreetWorld): number[] {
  return world.mesh.instances.flatMap(({ className }, id) =>
    ['building', 'tree', 'lamp', 'sign', 'traffic-light', 'prop', 'road'].includes(className)
      ? [shapeOf(world, id)]
      : [],
  );
}

describe('a street', () => {
  it('is the same for the same spec, vertex by vertex', () => {
    const spec: WorldSpec = { seed: 5, ...busy };
    const [a, b] = [buildWorld(spec), buildWorld(spec)];
    expect(hashOf(b.mesh.positions)).toBe(hashOf(a.mesh.positions));
    expect(hashOf(b.mesh.colours)).toBe(hashOf(a.mesh.colours));
    expect(b.things).toEqual(a.things);
  });

  it('differs from the street of another seed', () => {
    expect(hashOf(buildWorld({ seed: 6 }).mesh.positions)).not.toBe(
      hashOf(buildWorld({ seed: 7 }).mesh.positions),
    );
  });

  it('refuses a seed that is not an integer', () => {
    expect(() => buildWorld({ seed: 1.5 })).toThrow(RangeError);
  });

  it.each(LAYOUTS)('in the plan "%s" keeps houses and cars when more people come', (layout) => {
    const few = buildWorld({ seed: 8, layout, people: 10 });
    const many = buildWorld({ seed: 8, layout, people: 70, crowd: 20 });
    expect(sceneryOf(many)).toEqual(sceneryOf(few));
    const shapes = (world: StreetWorld) => vehiclesOf(world).map((t) => shapeOf(world, t.instance));
    expect(shapes(many)).toEqual(shapes(few));
    expect(peopleOf(many).length).toBeGreaterThan(peopleOf(few).length);
  });

  it('keeps the people who were there when more come', () => {
    const few = buildWorld({ seed: 8, people: 20 });
    const many = buildWorld({ seed: 8, people: 60 });
    const places = new Set(peopleOf(many).map((t) => `${String(t.x)} ${String(t.z)}`));
    for (const { x, z } of peopleOf(few)) expect(places).toContain(`${String(x)} ${String(z)}`);
  });

  it('keeps the people when more cars come', () => {
    const quiet = buildWorld({ seed: 9, cars: 0.2 });
    const full = buildWorld({ seed: 9, cars: 0.9 });
    const places = (world: StreetWorld) => peopleOf(world).map(({ x, z }) => [x, z]);
    expect(places(full)).toEqual(places(quiet));
    expect(vehiclesOf(full).length).toBeGreaterThan(vehiclesOf(quiet).length);
  });

  it('leaves the clear disc free of whatever moves', () => {
    const world = buildWorld({ seed: 3, ...busy, clear: [1, 4, 5] });
    for (const { x, z } of world.things) {
      expect((x - 1) * (x - 1) + (z - 4) * (z - 4)).toBeGreaterThanOrEqual(25);
    }
  });

  it('shows red to the cars while people cross', () => {
    const signals = (crowd: number) =>
      buildWorld({ seed: 3, crowd }).mesh.instances.flatMap((i) => i.traits?.['signal'] ?? []);
    expect(new Set(signals(4))).toEqual(new Set(['red']));
    expect(signals(0)).not.toContain('red');
  });
});

describe('the mesh of a street', () => {
  it('keeps the triangles of each instance together, in order, and labelled with its id', () => {
    const { instances, owners, triangleCount } = buildWorld({ seed: 2 }).mesh;
    let next = 0;
    instances.forEach(({ firstTriangle, endTriangle }, id) => {
      expect(firstTriangle).toBe(next);
      expect(owners.subarray(firstTriangle, endTriangle).every((owner) => owner === id)).toBe(true);
      next = endTriangle;
    });
    expect(next).toBe(triangleCount);
  });

  it('has one instance per thing, of its class', () => {
    const world = buildWorld({ seed: 2 });
    for (const thing of world.things) {
      const className = world.mesh.instances[thing.instance]?.className;
      if (thing.kind === 'car') expect(['car', 'van', 'bus']).toContain(className);
      else expect(className).toBe(thing.kind);
    }
  });
});

describe.each(LAYOUTS)('on a full street of the plan "%s"', (layout) => {
  it.each([0, 1.3, 4])('after %s seconds, nobody stands in anybody or in a vehicle', (time) => {
    for (const seed of [1, 2]) {
      const world = buildWorld({ seed, layout, time, ...busy });
      const people = peopleOf(world);
      expect(people.length).toBeGreaterThan(40);
      let nearest = Infinity;
      let inVehicles = 0;
      people.forEach((a, i) => {
        for (const b of people.slice(i + 1)) {
          const gap = Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.z - b.z) * (a.z - b.z));
          nearest = Math.min(nearest, gap);
        }
        for (const car of vehiclesOf(world)) {
          const { halfLength, halfWidth } = VEHICLE_SIZES[car.style];
          const [dx, dz] = [a.x - car.x, a.z - car.z];
          const along = Math.abs(dx * Math.sin(car.yaw) + dz * Math.cos(car.yaw));
          const across = Math.abs(dx * Math.cos(car.yaw) - dz * Math.sin(car.yaw));
          if (along < halfLength && across < halfWidth) inVehicles++;
        }
      });
      expect(nearest).toBeGreaterThanOrEqual(2 * PERSON_RADIUS - 0.01);
      expect(inVehicles).toBe(0);
    }
  });
});

describe('a moment later', () => {
  it('the same things have moved by their velocity', () => {
    const now = buildWorld({ seed: 4, ...busy });
    const later = buildWorld({ seed: 4, ...busy, time: 0.5 });
    const before = new Map(now.things.map((t) => [`${t.kind} ${String(t.look)}`, t]));
    let walked = 0;
    for (const after of peopleOf(later)) {
      const start = before.get(`person ${String(after.look)}`);
      expect(start).toBeDefined();
      if (!start) continue;
      const moved = Math.abs(after.x - start.x) + Math.abs(after.z - start.z);
      if (moved > 3) continue; // Where a track ends, it begins again.
      const error =
        Math.abs(after.x - start.x - start.velocityX * 0.5) +
        Math.abs(after.z - start.z - start.velocityZ * 0.5);
      expect(error).toBeLessThan(1e-6);
      if (moved > 0.1) walked++;
    }
    expect(walked).toBeGreaterThan(30);
    expect(peopleOf(later).length).toBe(peopleOf(now).length);
  });

  it('cars that wait have not moved, and nothing has changed its shape', () => {
    const now = buildWorld({ seed: 4 });
    const later = buildWorld({ seed: 4, time: 1 });
    expect(sceneryOf(later)).toEqual(sceneryOf(now));
    const parked = (world: StreetWorld) =>
      vehiclesOf(world)
        .filter((t) => !t.lightsOn)
        .map(({ x, z }) => [x, z]);
    expect(parked(later)).toEqual(parked(now));
  });
});

describe('an edited street', () => {
  it('moves the thing that was dragged, and no other', () => {
    const plain = buildWorld({ seed: 11 });
    const edited = buildWorld({
      seed: 11,
      edits: [{ action: 'move', kind: 'person', index: 2, x: 1, z: 9 }],
    });
    const moved = edited.things.filter((t, i) => t.x !== plain.things[i]?.x);
    expect(moved.map((t) => [t.kind, t.index, t.x, t.y, t.z])).toEqual([['person', 2, 1, 0, 9]]);
  });

  it('adds and removes things', () => {
    const plain = buildWorld({ seed: 11 });
    const edited = buildWorld({
      seed: 11,
      edits: [
        { action: 'remove', kind: 'car', index: 0 },
        { action: 'add', kind: 'car', x: 0, z: 5, yaw: 0, style: 'bus' },
        { action: 'add', kind: 'person', x: 7, z: 5, yaw: 0 },
        { action: 'remove', kind: 'person', index: 9999 },
      ],
    });
    expect(edited.things.length).toBe(plain.things.length + 1);
    expect(edited.things.some((t) => t.kind === 'car' && t.index === 0)).toBe(false);
    const bus = edited.things.at(-2);
    expect(bus && edited.mesh.instances[bus.instance]?.className).toBe('bus');
    expect(edited.things.at(-1)?.y).toBeGreaterThan(0);
  });
});
