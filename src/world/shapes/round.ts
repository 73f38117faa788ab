/** Discs, bars and skins over rings: all that is round about an axis. Typed-array reads are in range, hence `!`. */
import { cosine, normalise, sine, TAU, type Vec3 } from '../math.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import { PLAIN } from '../surface.ts';

/** One ring of a loft: a circle or an ellipse at height `y`, moved by `dz`, `dx` from the axis. */
export type Ring = readonly [
  y: number,
  radiusX: number,
  radiusZ?: number,
  dz?: number,
  dx?: number,
];

const circles = new Map<number, Float64Array>();

/** Cosine and sine of `sides` equal steps, the first at `turn` steps. */
function unitCircle(sides: number, turn: number): Float64Array {
  const key = sides * 1024 + Math.floor(turn * 512 + 0.5);
  let circle = circles.get(key);
  if (!circle) {
    circle = new Float64Array(sides * 2);
    for (let i = 0; i < sides; i++) {
      const angle = (TAU * (i + turn)) / sides;
      circle[i * 2] = cosine(angle);
      circle[i * 2 + 1] = sine(angle);
    }
    circles.set(key, circle);
  }
  return circle;
}

/** Adds a flat disc across the axis that `facing` is nearest to, seen from `facing`. */
export function addDisc(
  mesh: MeshBuilder,
  centre: Vec3,
  facing: Vec3,
  radius: number,
  sides: number,
  colour: number,
  surface = PLAIN,
): void {
  const [x, y, z] = centre;
  const acrossX = Math.abs(facing[0]) > 0.5;
  const acrossY = Math.abs(facing[1]) > 0.5;
  const circle = unitCircle(sides, 0.5);
  let last = 0;
  for (let i = 0; i < sides; i++) {
    const a = circle[i * 2]! * radius;
    const b = circle[i * 2 + 1]! * radius;
    if (acrossX) last = mesh.vertex(x, y + a, z + b);
    else if (acrossY) last = mesh.vertex(x + a, y, z + b);
    else last = mesh.vertex(x + a, y + b, z);
  }
  mesh.faceAwayFrom(x - facing[0], y - facing[1], z - facing[2]);
  const first = last + 1 - sides;
  for (let i = 1; i + 1 < sides; i++) {
    mesh.emit(first, first + i, first + i + 1, colour, surface);
  }
}

/** Adds a round bar (a cone where the radii differ) with `sides` faces, closed at both ends unless `caps` is false. */
export function addLimb(
  mesh: MeshBuilder,
  from: Vec3,
  to: Vec3,
  fromRadius: number,
  toRadius: number,
  sides: number,
  colour: number,
  surface = PLAIN,
  caps = true,
): void {
  const [dx, dy, dz] = normalise([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  // Two axes across the bar: the first across a reference that is never along it.
  const [wx, wy, wz] = normalise(Math.abs(dz) > 0.9 ? [0, dz, -dy] : [dy, -dx, 0]);
  const ux = wy * dz - wz * dy;
  const uy = wz * dx - wx * dz;
  const uz = wx * dy - wy * dx;
  const circle = unitCircle(sides, 0.5);
  let last = 0;
  for (let i = 0; i < sides; i++) {
    const c = circle[i * 2]!;
    const s = circle[i * 2 + 1]!;
    const ex = ux * c + wx * s;
    const ey = uy * c + wy * s;
    const ez = uz * c + wz * s;
    mesh.vertex(from[0] + ex * fromRadius, from[1] + ey * fromRadius, from[2] + ez * fromRadius);
    last = mesh.vertex(to[0] + ex * toRadius, to[1] + ey * toRadius, to[2] + ez * toRadius);
  }
  const first = last + 1 - sides * 2;
  mesh.faceAwayFrom((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2);
  for (let i = 0; i < sides; i++) {
    const a = first + i * 2;
    const b = first + ((i + 1) % sides) * 2;
    mesh.emitQuad(a, b, b + 1, a + 1, colour, surface);
  }
  if (!caps) return;
  for (let i = 2; i < sides; i++) {
    const a = first + (i - 1) * 2;
    mesh.emit(first, a, a + 2, colour, surface);
    mesh.emit(first + 1, a + 1, a + 3, colour, surface);
  }
}

/**
 * Adds a skin over elliptic rings that are stacked along y on the axis (x, z), closed at both ends. One
 * colour, or one per segment (the last one repeats).
 */
export function addLoft(
  mesh: MeshBuilder,
  x: number,
  z: number,
  rings: readonly Ring[],
  sides: number,
  colour: number | readonly number[],
  surface = PLAIN,
  turn = 0.5,
): void {
  const circle = unitCircle(sides, turn);
  const last = rings.length - 1;
  for (let k = 0; k <= last; k++) {
    const [y, radiusX, radiusZ = radiusX, dz = 0, dx = 0] = rings[k]!;
    let row = 0;
    for (let i = 0; i < sides; i++) {
      const px = x + dx + circle[i * 2]! * radiusX;
      row = mesh.vertex(px, y, z + dz + circle[i * 2 + 1]! * radiusZ) - i;
    }
    const tint =
      typeof colour === 'number'
        ? colour
        : colour[Math.min(Math.max(0, k - 1), colour.length - 1)]!;
    if (k > 0) {
      const [belowY, , , belowDz = 0, belowDx = 0] = rings[k - 1]!;
      mesh.faceAwayFrom(x + (dx + belowDx) / 2, (y + belowY) / 2, z + (dz + belowDz) / 2);
      for (let i = 0; i < sides; i++) {
        const j = (i + 1) % sides;
        mesh.emitQuad(row - sides + i, row - sides + j, row + j, row + i, tint, surface);
      }
    }
    if (k === 0 || k === last) {
      // Rings go up or down: an end cap faces away from the rest.
      const inner = rings[k === 0 ? Math.min(1, last) : last - 1]!;
      mesh.faceAwayFrom(x, y + (inner[0] >= y ? 1 : -1), z);
      for (let i = 1; i + 1 < sides; i++) mesh.emit(row, row + i, row + i + 1, tint, surface);
    }
  }
}
