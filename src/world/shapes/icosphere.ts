/** Indices are in range by construction, hence `!`. */
import { normalise, type Vec3 } from '../math.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import type { RandomStream } from '../random.ts';
import { PLAIN } from '../surface.ts';

/** A unit sphere of triangles. */
interface Icosphere {
  readonly points: readonly Vec3[];
  readonly faces: readonly Vec3[];
}

function icosahedron(): Icosphere {
  const g = (1 + Math.sqrt(5)) / 2;
  const points: Vec3[] = [];
  for (const a of [-1, 1]) {
    for (const b of [-g, g]) points.push([0, a, b], [a, b, 0], [b, 0, a]);
  }
  // Two corners share an edge when they are 2 apart, and three such corners make a face.
  const near = (i: number, j: number): boolean => {
    const p = points[i]!;
    const q = points[j]!;
    const [x, y, z] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
    return x * x + y * y + z * z < 4.1;
  };
  const faces: Vec3[] = [];
  for (let i = 0; i < 12; i++) {
    for (let j = i + 1; j < 12; j++) {
      for (let k = j + 1; k < 12; k++) {
        if (near(i, j) && near(j, k) && near(i, k)) faces.push([i, j, k]);
      }
    }
  }
  return { points: points.map(normalise), faces };
}

function subdivide({ points, faces }: Icosphere): Icosphere {
  const all = [...points];
  const middles = new Map<number, number>();
  const middle = (a: number, b: number): number => {
    const key = Math.min(a, b) * 4096 + Math.max(a, b);
    const known = middles.get(key);
    if (known !== undefined) return known;
    const p = points[a]!;
    const q = points[b]!;
    all.push(normalise([p[0] + q[0], p[1] + q[1], p[2] + q[2]]));
    middles.set(key, all.length - 1);
    return all.length - 1;
  };
  const finer = faces.flatMap(([a, b, c]): Vec3[] => {
    const ab = middle(a, b);
    const bc = middle(b, c);
    const ca = middle(c, a);
    return [
      [a, ab, ca],
      [b, bc, ab],
      [c, ca, bc],
      [ab, bc, ca],
    ];
  });
  return { points: all, faces: finer };
}

const coarse = icosahedron();
const middling = subdivide(coarse);

/** Spheres of 20, 80 and 320 triangles. */
const ICOSPHERES: readonly [Icosphere, Icosphere, Icosphere] = [
  coarse,
  middling,
  subdivide(middling),
];

/**
 * Adds an ellipsoid of 20, 80 or 320 triangles (`detail` 0, 1, 2). With a stream, its points move in and out
 * by up to the share `jitter` and its triangles vary in tone by up to `toneJitter`.
 */
export function addIcosphere(
  mesh: MeshBuilder,
  x: number,
  y: number,
  z: number,
  radiusX: number,
  radiusY: number,
  radiusZ: number,
  detail: 0 | 1 | 2,
  colour: number,
  surface = PLAIN,
  stream?: RandomStream,
  jitter = 0,
  toneJitter = 0,
): void {
  const { points, faces } = ICOSPHERES[detail];
  let last = 0;
  for (const [px, py, pz] of points) {
    const k = stream && jitter ? 1 + stream.between(-jitter, jitter) : 1;
    last = mesh.vertex(x + px * radiusX * k, y + py * radiusY * k, z + pz * radiusZ * k);
  }
  const first = last + 1 - points.length;
  mesh.faceAwayFrom(x, y, z);
  for (const [a, b, c] of faces) {
    const tone = stream && toneJitter ? 1 + stream.between(-toneJitter, toneJitter) : 1;
    mesh.emit(first + a, first + b, first + c, colour, surface, tone);
  }
}
