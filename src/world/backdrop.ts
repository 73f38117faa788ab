/** Indices are in range by construction, hence `!`. */
import * as Material from './material.ts';
import { cosine, PI, sine, smoothStep, TAU, valueNoise, type Vec3 } from './math.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import * as PALETTE from './palette.ts';
import type { RandomStream } from './random.ts';
import { addTriangle } from './shapes/flat.ts';
import { addIcosphere } from './shapes/icosphere.ts';
import type { Weather } from './spec.ts';
import type { Surface } from './surface.ts';

const FAR: Surface = { material: Material.Far };

/**
 * Ranges of hills around the town, from near to far: radius and height in metres, colour, how many steps round,
 * and how ragged the crest is (the near one is a wood).
 */
const RANGES = [
  { radius: 165, height: 13, colour: 0x6f9a63, steps: 150, ragged: 0.34 },
  { radius: 225, height: 28, colour: PALETTE.hills[0], steps: 84, ragged: 0.12 },
  { radius: 310, height: 48, colour: PALETTE.hills[1], steps: 60, ragged: 0.1 },
] as const;

/**
 * Adds hills all round: three ranges, each a folded strip from its foot over a shoulder to the crest, so that
 * sun and shade fall differently on its facets.
 */
function addHills(mesh: MeshBuilder, stream: RandomStream, centreZ: number): void {
  mesh.beginInstance('terrain');
  RANGES.forEach(({ radius, height, colour, steps, ragged }, range) => {
    const shift = stream.between(0, 900);
    /** Foot, shoulder and crest of each step round. */
    const folds: (readonly Vec3[])[] = [];
    for (let i = 0; i < steps; i++) {
      const angle = (TAU * i) / steps;
      // Noise along a circle closes on itself; a gap of lower hills stays open ahead of the street.
      const u = cosine(angle);
      const v = sine(angle);
      const broad = valueNoise(u * 2.6 + shift, v * 2.6 + range * 7);
      const fine = valueNoise(u * 9 + shift, v * 9 + 50);
      const gap = 1 - 0.3 * smoothStep(0.75, 1, v);
      const rough = 1 + stream.between(-ragged, ragged);
      const crest = height * gap * (0.22 + 0.95 * broad * broad + 0.3 * fine) * rough;
      const out = radius * (1 + stream.between(-0.03, 0.03));
      const place = (at: number, y: number): Vec3 => [u * at, y, centreZ + v * at];
      folds.push([
        place(out, -6),
        place(out + height * stream.between(0.35, 0.6), crest * stream.between(0.5, 0.66)),
        place(out + height * stream.between(1.2, 1.5), crest),
      ]);
    }
    for (let row = 0; row < 2; row++) {
      folds.forEach((fold, i) => {
        const next = folds[(i + 1) % steps]!;
        const a = fold[row]!;
        const c = next[row + 1]!;
        const inside: Vec3 = [a[0] * 3, -200, centreZ + (a[2] - centreZ) * 3];
        for (const [p, q] of [
          [next[row]!, c],
          [c, fold[row + 1]!],
        ] as const) {
          const tone = 1 + stream.between(-0.08, 0.08);
          addTriangle(mesh, a, p, q, inside, colour, FAR, tone);
        }
      });
    }
  });
}

/** Adds one heap of cloud: a flat base with round heads of different size on it. */
function addCloud(mesh: MeshBuilder, stream: RandomStream, x: number, y: number, z: number): void {
  const surface: Surface = { material: Material.Cloud };
  const size = stream.between(0.8, 1.35);
  const heads = stream.integer(4, 6);
  // The long side lies across the view from the street.
  addIcosphere(
    mesh,
    x,
    y,
    z,
    7.4 * size,
    1.25 * size,
    3.4,
    1,
    PALETTE.cloud,
    surface,
    stream,
    0.05,
  );
  for (let k = 0; k < heads; k++) {
    const t = (k + 0.5) / heads - 0.5;
    const radius = size * (2.9 - 4.6 * t * t) * stream.between(0.72, 1.1);
    const dx = t * 11 * size + stream.between(-0.6, 0.6);
    const dz = stream.between(-1.5, 1.5);
    const dy = radius * 0.42;
    addIcosphere(
      mesh,
      x + dx,
      y + dy,
      z + dz,
      radius * 1.25,
      radius * 0.86,
      radius,
      1,
      PALETTE.cloud,
      surface,
      stream,
      0.04,
    );
  }
}

/**
 * Adds what stands behind the town: hills all round and, unless there is fog, clouds. `centreZ` is the middle of
 * the street in metres.
 */
export function addBackdrop(
  mesh: MeshBuilder,
  stream: RandomStream,
  weather: Weather,
  centreZ: number,
): void {
  addHills(mesh, stream.fork(1), centreZ);
  if (weather === 'fog') return;
  const sky = stream.fork(2);
  mesh.beginInstance('sky');
  for (let k = 0; k < 11; k++) {
    // Most of them where the street looks, the rest behind it.
    const angle = k < 8 ? PI / 2 + sky.between(-0.75, 0.75) : sky.between(0, TAU);
    const far = sky.between(110, 190);
    const y = far * sky.between(0.17, 0.32);
    addCloud(mesh, sky, cosine(angle) * far, y, centreZ + sine(angle) * far);
  }
}
