import type { Camera } from '../camera.ts';
import { RandomStream } from '../random.ts';
import type { Layout, Light, Weather, WorldSpec } from '../spec.ts';
import { buildWorld, type StreetWorld } from './build-world.ts';
import { isViewFree } from './view-check.ts';

/** A picture to take: the street and the camera in it. */
export interface View {
  readonly spec: WorldSpec;
  readonly camera: Camera;
}

/** One street seen by several cameras: built once for all of them. */
export interface TrainingViews {
  readonly spec: WorldSpec;
  readonly world: StreetWorld;
  readonly cameras: readonly Camera[];
}

/** Shares of what the training views show, in percent; each list adds up to 100. */
export const TRAINING_SHARES = {
  layout: { junction: 44, bend: 16, square: 14, park: 14, lane: 12 },
  light: { day: 56, golden: 14, backlit: 8, night: 22 },
  weather: { clear: 74, fog: 11, rain: 15 },
} as const satisfies {
  readonly layout: Readonly<Record<Layout, number>>;
  readonly light: Readonly<Record<Light, number>>;
  readonly weather: Readonly<Record<Weather, number>>;
};

function pickShare<Name extends string>(
  stream: RandomStream,
  shares: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Name {
  let draw = stream.next() * 100;
  for (const name of names) {
    draw -= shares[name];
    if (draw < 0) return name;
  }
  return stream.pick(names);
}

const LAYOUTS = ['junction', 'bend', 'square', 'park', 'lane'] as const;
const LIGHTS = ['day', 'golden', 'backlit', 'night'] as const;
const WEATHERS = ['clear', 'fog', 'rain'] as const;

/** Metres along the street between the first and the last camera of one world. */
const CAMERA_SPREAD = 16;

/** Returns the street of a training world: what it shows, not yet from where. */
export function sampleTrainingSpec(worldSeed: number): WorldSpec {
  const root = new RandomStream(worldSeed).fork(77);
  const look = root.fork(1);
  const fill = root.fork(2);
  const crowded = fill.chance(0.24);
  const empty = fill.chance(0.1);
  return {
    seed: worldSeed,
    layout: pickShare(look, TRAINING_SHARES.layout, LAYOUTS),
    light: pickShare(look, TRAINING_SHARES.light, LIGHTS),
    weather: pickShare(look, TRAINING_SHARES.weather, WEATHERS),
    people: fill.integer(14, 60),
    crowd: empty ? 0 : crowded ? fill.integer(14, 40) : fill.integer(2, 10),
    cars: fill.between(0.3, 0.85),
    bicycles: fill.integer(3, 12),
    time: fill.between(0, 3),
    focus: root.fork(3).between(-14, 2),
  };
}

function proposeCamera(stream: RandomStream, focus: number, roadHalf: number): Camera {
  const kerbside = stream.chance(0.2);
  const height = kerbside || stream.chance(0.55) ? stream.between(1.4, 3) : stream.between(3, 8);
  const tilt = -0.02 - 0.035 * (height - 1.4);
  const reach = roadHalf * 0.83;
  const side = stream.chance(0.5) ? 1 : -1;
  const x = kerbside ? side * (roadHalf + stream.between(0.6, 2.6)) : stream.between(-reach, reach);
  const z = focus + stream.between(0, CAMERA_SPREAD);
  const turned = stream.chance(0.12);
  return {
    eye: [x, height, z],
    yaw: turned ? (x > 0 ? -1 : 1) * stream.between(0.25, 0.65) : stream.between(-0.18, 0.18),
    pitch: tilt + stream.between(-0.02, 0.02),
    field: stream.between(0.35, 0.6),
  };
}

/**
 * Returns one street and `count` cameras that all stand in the open. The light, weather, layout and density
 * vary by world with the shares of `TRAINING_SHARES`; a quarter of the worlds is crowded. A street so full
 * that 400 proposals find no room yields fewer cameras.
 */
export function sampleTrainingViews(worldSeed: number, count: number): TrainingViews {
  const spec = sampleTrainingSpec(worldSeed);
  const world = buildWorld(spec);
  const stream = new RandomStream(worldSeed).fork(78);
  const cameras: Camera[] = [];
  for (let attempt = 0; attempt < 400 && cameras.length < count; attempt++) {
    const camera = proposeCamera(stream.fork(attempt), spec.focus ?? 0, world.plan.roadHalf);
    if (isViewFree(world, camera)) cameras.push(camera);
  }
  return { spec, world, cameras };
}

/** Returns one training view by its seed; throws an `Error` if the street has no room for a camera. */
export function sampleTrainingView(seed: number): View {
  const { spec, cameras } = sampleTrainingViews(seed, 1);
  const [camera] = cameras;
  if (!camera) throw new Error(`The street of seed ${String(seed)} has no room for a camera.`);
  return { spec, camera };
}

/** Returns how noisy the sensor is that sees a world: one in five has a noisy one. */
export function noiseOf(world: number): number {
  return world % 5 === 0 ? 0.03 : 0.006;
}

/** Returns the seed of the noise in a view of a world: another one in each. */
export function noiseSeedOf(world: number, view: number): number {
  return world * 64 + view;
}
