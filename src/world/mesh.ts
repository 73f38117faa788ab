/**
 * The builder that every model is made with. It is one class of many small methods, hence longer than a
 * usual module. Typed-array reads are in range by construction, hence `!`.
 */
import type { SemanticClass } from './classes.ts';
import { ICOSPHERES } from './icosphere.ts';
import { Plain, type MaterialId } from './material.ts';
import { cosine, normalise, sine, TAU, type Vec3 } from './math.ts';
import {
  MeshStore,
  type Instance,
  type InstanceDetails,
  type Lamp,
  type Mesh,
} from './mesh-store.ts';
import { linearChannel } from './linear-colour.ts';
import type { RandomStream } from './random.ts';

export type { Instance, InstanceDetails, Lamp, Mesh } from './mesh-store.ts';

/** How a piece of surface looks, beside its colour. */
export interface Surface {
  /** Default `Material.Plain`. */
  readonly material?: MaterialId;
  /** Factor on the colour of an emissive surface. */
  readonly emission?: number;
  /** Decals on one plane: the higher layer wins (0 to 9). Decals cast no shadow. */
  readonly layer?: number;
}

export interface BoxOptions extends Surface {
  /** Width of the top as a share of the bottom's. */
  readonly taperX?: number;
  /** Depth of the top as a share of the bottom's. */
  readonly taperZ?: number;
  readonly topColour?: number;
  /** Draw the underside (default: only if it is more than 30 cm up). */
  readonly underside?: boolean;
}

/** One ring of a loft: an ellipse at height `y`, moved by `dz`, `dx` from the axis. */
export type Ring = readonly [y: number, radiusX: number, radiusZ: number, dz?: number, dx?: number];

/** A half width that goes linearly from `lowWidth` at `low` to `highWidth` at `high`. */
export interface Taper {
  readonly low: number;
  readonly lowWidth: number;
  readonly high: number;
  readonly highWidth: number;
}

/** A point of a side view: z along, y up. */
export type ProfilePoint = readonly [z: number, y: number];

/** A row-major 3 × 4 matrix. */
type Transform = Float64Array;

const PLAIN: Surface = {};
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

/**
 * Collects triangles, instance by instance, under a stack of transforms. Local axes: x right, y up, z to the
 * front; metres. All triangles of an instance are made between its `beginInstance` and the next.
 */
export class MeshBuilder {
  private readonly store = new MeshStore();
  private readonly instances: Instance[] = [];
  private readonly lampList: Lamp[] = [];
  private readonly stack: Transform[] = [];
  private matrix: Transform = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
  /** World point that the next triangles face away from. */
  private insideX = 0;
  private insideY = 0;
  private insideZ = 0;
  private current: { className: SemanticClass; details: InstanceDetails } = {
    className: 'sky',
    details: {},
  };
  private firstVertex = 0;
  private firstTriangle = 0;
  private ring: Int32Array = new Int32Array(64);
  private previousRing: Int32Array = new Int32Array(64);

  /** How many triangles there are so far. */
  get triangleCount(): number {
    return this.store.triangleCount;
  }

  /** Starts the next instance and returns its id; what is drawn from here on belongs to it. */
  beginInstance(className: SemanticClass, details: InstanceDetails = {}): number {
    this.closeInstance();
    this.current = { className, details };
    return this.instances.length;
  }

  private closeInstance(): void {
    const { vertexCount, triangleCount } = this.store;
    this.instances.push({
      ...this.current.details,
      className: this.current.className,
      firstVertex: this.firstVertex,
      endVertex: vertexCount,
      firstTriangle: this.firstTriangle,
      endTriangle: triangleCount,
    });
    this.firstVertex = vertexCount;
    this.firstTriangle = triangleCount;
  }

  /** Moves, then turns (yaw about y, then pitch about x, then roll about z, radians), then scales what follows. */
  pushTransform(x: number, y: number, z: number, yaw = 0, size = 1, pitch = 0, roll = 0): void {
    const m = this.matrix;
    this.stack.push(m);
    const cy = yaw === 0 ? 1 : cosine(yaw);
    const sy = yaw === 0 ? 0 : sine(yaw);
    const cp = pitch === 0 ? 1 : cosine(pitch);
    const sp = pitch === 0 ? 0 : sine(pitch);
    const cr = roll === 0 ? 1 : cosine(roll);
    const sr = roll === 0 ? 0 : sine(roll);
    // Columns of yaw · pitch · roll.
    const r00 = cy * cr + sy * sp * sr;
    const r01 = sy * sp * cr - cy * sr;
    const r02 = sy * cp;
    const r10 = cp * sr;
    const r11 = cp * cr;
    const r12 = -sp;
    const r20 = cy * sp * sr - sy * cr;
    const r21 = sy * sr + cy * sp * cr;
    const r22 = cy * cp;
    const next = new Float64Array(12);
    for (let i = 0; i < 12; i += 4) {
      const a = m[i]!;
      const b = m[i + 1]!;
      const c = m[i + 2]!;
      next[i] = (a * r00 + b * r10 + c * r20) * size;
      next[i + 1] = (a * r01 + b * r11 + c * r21) * size;
      next[i + 2] = (a * r02 + b * r12 + c * r22) * size;
      next[i + 3] = a * x + b * y + c * z + m[i + 3]!;
    }
    this.matrix = next;
  }

  /** Returns to the transform before the last push; throws an Error if there is none. */
  popTransform(): void {
    const before = this.stack.pop();
    if (!before) throw new Error('popTransform without a matching pushTransform.');
    this.matrix = before;
  }

  /** A local point in world coordinates. */
  toWorld(x: number, y: number, z: number): Vec3 {
    const m = this.matrix;
    return [
      m[0]! * x + m[1]! * y + m[2]! * z + m[3]!,
      m[4]! * x + m[5]! * y + m[6]! * z + m[7]!,
      m[8]! * x + m[9]! * y + m[10]! * z + m[11]!,
    ];
  }

  /** Adds a lamp; position and direction are local. */
  addLamp(lamp: Lamp): void {
    const [x, y, z] = lamp.position;
    const position = this.toWorld(x, y, z);
    if (!lamp.direction) {
      this.lampList.push({ ...lamp, position });
      return;
    }
    const [dx, dy, dz] = lamp.direction;
    const end = this.toWorld(x + dx, y + dy, z + dz);
    const direction = normalise([end[0] - position[0], end[1] - position[1], end[2] - position[2]]);
    this.lampList.push({ ...lamp, position, direction });
  }

  private vertex(x: number, y: number, z: number): number {
    const { store, matrix: m } = this;
    store.reserveVertex();
    const at = store.vertexCount * 3;
    store.positions[at] = m[0]! * x + m[1]! * y + m[2]! * z + m[3]!;
    store.positions[at + 1] = m[4]! * x + m[5]! * y + m[6]! * z + m[7]!;
    store.positions[at + 2] = m[8]! * x + m[9]! * y + m[10]! * z + m[11]!;
    return store.vertexCount++;
  }

  private faceAwayFrom(x: number, y: number, z: number): void {
    const m = this.matrix;
    this.insideX = m[0]! * x + m[1]! * y + m[2]! * z + m[3]!;
    this.insideY = m[4]! * x + m[5]! * y + m[6]! * z + m[7]!;
    this.insideZ = m[8]! * x + m[9]! * y + m[10]! * z + m[11]!;
  }

  /** One triangle of existing vertices, turned so that it faces away from the inside point. */
  private emit(
    a: number,
    b: number,
    c: number,
    colour: number,
    surface: Surface,
    tone: number,
  ): void {
    const { store } = this;
    const p = store.positions;
    const ax = p[a * 3]!;
    const ay = p[a * 3 + 1]!;
    const az = p[a * 3 + 2]!;
    const ux = p[b * 3]! - ax;
    const uy = p[b * 3 + 1]! - ay;
    const uz = p[b * 3 + 2]! - az;
    const vx = p[c * 3]! - ax;
    const vy = p[c * 3 + 1]! - ay;
    const vz = p[c * 3 + 2]! - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (length < 1e-9) return;
    const out =
      (ax - this.insideX) * nx + (ay - this.insideY) * ny + (az - this.insideZ) * nz < 0 ? -1 : 1;
    store.reserveTriangle();
    const t = store.triangleCount++;
    const o = t * 3;
    store.corners[o] = a;
    store.corners[o + 1] = out < 0 ? c : b;
    store.corners[o + 2] = out < 0 ? b : c;
    const inverse = out / length;
    store.normals[o] = nx * inverse;
    store.normals[o + 1] = ny * inverse;
    store.normals[o + 2] = nz * inverse;
    store.colours[o] = linearChannel(colour, 16) * tone;
    store.colours[o + 1] = linearChannel(colour, 8) * tone;
    store.colours[o + 2] = linearChannel(colour, 0) * tone;
    store.materials[t] = surface.material ?? Plain;
    store.emissions[t] = surface.emission ?? 0;
    store.layers[t] = surface.layer ?? 0;
    store.owners[t] = this.instances.length;
  }

  private emitQuad(
    a: number,
    b: number,
    c: number,
    d: number,
    colour: number,
    surface: Surface,
  ): void {
    this.emit(a, b, c, colour, surface, 1);
    this.emit(a, c, d, colour, surface, 1);
  }

  /** One triangle of local points that faces away from the local point `inside`. */
  triangle(
    a: Vec3,
    b: Vec3,
    c: Vec3,
    inside: Vec3,
    colour: number,
    surface = PLAIN,
    tone = 1,
  ): void {
    this.faceAwayFrom(inside[0], inside[1], inside[2]);
    const i = this.vertex(a[0], a[1], a[2]);
    const j = this.vertex(b[0], b[1], b[2]);
    const k = this.vertex(c[0], c[1], c[2]);
    this.emit(i, j, k, colour, surface, tone);
  }

  /** A convex polygon of local points that faces away from the local point `inside`. */
  fan(points: readonly Vec3[], inside: Vec3, colour: number, surface = PLAIN, tone = 1): void {
    this.faceAwayFrom(inside[0], inside[1], inside[2]);
    const first = this.store.vertexCount;
    for (const p of points) this.vertex(p[0], p[1], p[2]);
    for (let i = 1; i + 1 < points.length; i++) {
      this.emit(first, first + i, first + i + 1, colour, surface, tone);
    }
  }

  /** A flat convex polygon seen from the local direction `facing`. */
  polygon(points: readonly Vec3[], facing: Vec3, colour: number, surface = PLAIN, tone = 1): void {
    const p = points[0];
    if (!p) return;
    const inside: Vec3 = [p[0] - facing[0], p[1] - facing[1], p[2] - facing[2]];
    this.fan(points, inside, colour, surface, tone);
  }

  /** An upright rectangle at depth `z` that faces the front (+z), or the back with `facing` −1. */
  panel(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    z: number,
    colour: number,
    surface = PLAIN,
    facing: 1 | -1 = 1,
  ): void {
    this.faceAwayFrom(x0, y0, z - facing);
    const a = this.vertex(x0, y0, z);
    const b = this.vertex(x1, y0, z);
    const c = this.vertex(x1, y1, z);
    this.emitQuad(a, b, c, this.vertex(x0, y1, z), colour, surface);
  }

  /** A level rectangle at height `y` that faces up. */
  floor(
    x0: number,
    z0: number,
    x1: number,
    z1: number,
    y: number,
    colour: number,
    surface = PLAIN,
  ): void {
    this.faceAwayFrom(x0, y - 1, z0);
    const a = this.vertex(x0, y, z0);
    const b = this.vertex(x1, y, z0);
    const c = this.vertex(x1, y, z1);
    this.emitQuad(a, b, c, this.vertex(x0, y, z1), colour, surface);
  }

  /** A box between two corners, tapered about its centre towards the top if asked. */
  box(
    x0: number,
    y0: number,
    z0: number,
    x1: number,
    y1: number,
    z1: number,
    colour: number,
    options: BoxOptions = PLAIN,
  ): void {
    const cx = (x0 + x1) / 2;
    const cz = (z0 + z1) / 2;
    const hx = ((x1 - x0) / 2) * (options.taperX ?? 1);
    const hz = ((z1 - z0) / 2) * (options.taperZ ?? 1);
    const i = this.vertex(x0, y0, z0);
    this.vertex(x1, y0, z0);
    this.vertex(x1, y0, z1);
    this.vertex(x0, y0, z1);
    this.vertex(cx - hx, y1, cz - hz);
    this.vertex(cx + hx, y1, cz - hz);
    this.vertex(cx + hx, y1, cz + hz);
    this.vertex(cx - hx, y1, cz + hz);
    this.faceAwayFrom(cx, (y0 + y1) / 2, cz);
    this.emitQuad(i, i + 1, i + 5, i + 4, colour, options);
    this.emitQuad(i + 1, i + 2, i + 6, i + 5, colour, options);
    this.emitQuad(i + 2, i + 3, i + 7, i + 6, colour, options);
    this.emitQuad(i + 3, i, i + 4, i + 7, colour, options);
    this.emitQuad(i + 4, i + 5, i + 6, i + 7, options.topColour ?? colour, options);
    if (options.underside ?? y0 > 0.3) this.emitQuad(i, i + 1, i + 2, i + 3, colour, options);
  }

  /** A round bar (a cone where the radii differ) with `sides` faces, closed at both ends unless `caps` is false. */
  limb(
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
    const first = this.store.vertexCount;
    for (let i = 0; i < sides; i++) {
      const c = circle[i * 2]!;
      const s = circle[i * 2 + 1]!;
      const ex = ux * c + wx * s;
      const ey = uy * c + wy * s;
      const ez = uz * c + wz * s;
      this.vertex(from[0] + ex * fromRadius, from[1] + ey * fromRadius, from[2] + ez * fromRadius);
      this.vertex(to[0] + ex * toRadius, to[1] + ey * toRadius, to[2] + ez * toRadius);
    }
    this.faceAwayFrom((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2);
    for (let i = 0; i < sides; i++) {
      const a = first + i * 2;
      const b = first + ((i + 1) % sides) * 2;
      this.emitQuad(a, b, b + 1, a + 1, colour, surface);
    }
    if (!caps) return;
    for (let i = 2; i < sides; i++) {
      const a = first + (i - 1) * 2;
      this.emit(first, a, a + 2, colour, surface, 1);
      this.emit(first + 1, a + 1, a + 3, colour, surface, 1);
    }
  }

  /**
   * A skin over elliptic rings that are stacked along y on the axis (x, z), closed at both ends. One colour,
   * or one per segment (the last one repeats).
   */
  loft(
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
      const [y, radiusX, radiusZ, dz = 0, dx = 0] = rings[k]!;
      const row = this.ring;
      for (let i = 0; i < sides; i++) {
        const px = x + dx + circle[i * 2]! * radiusX;
        row[i] = this.vertex(px, y, z + dz + circle[i * 2 + 1]! * radiusZ);
      }
      const tint =
        typeof colour === 'number'
          ? colour
          : colour[Math.min(Math.max(0, k - 1), colour.length - 1)]!;
      if (k > 0) {
        const [belowY, , , belowDz = 0, belowDx = 0] = rings[k - 1]!;
        this.faceAwayFrom(x + (dx + belowDx) / 2, (y + belowY) / 2, z + (dz + belowDz) / 2);
        const below = this.previousRing;
        for (let i = 0; i < sides; i++) {
          const j = (i + 1) % sides;
          this.emitQuad(below[i]!, below[j]!, row[j]!, row[i]!, tint, surface);
        }
      }
      if (k === 0 || k === last) {
        // Rings go up or down: an end cap faces away from the rest.
        const inner = rings[k === 0 ? Math.min(1, last) : last - 1]!;
        this.faceAwayFrom(x, y + (inner[0] >= y ? 1 : -1), z);
        for (let i = 1; i + 1 < sides; i++)
          this.emit(row[0]!, row[i]!, row[i + 1]!, tint, surface, 1);
      }
      this.ring = this.previousRing;
      this.previousRing = row;
    }
  }

  /** A convex side view (z, y) extruded to both sides in x, its half width tapering with height. */
  extrude(
    profile: readonly ProfilePoint[],
    taper: Taper,
    colour: number,
    surface = PLAIN,
    rimColour?: (edge: number) => number,
  ): void {
    const slope = (taper.highWidth - taper.lowWidth) / (taper.high - taper.low);
    const first = this.store.vertexCount;
    const count = profile.length;
    let cz = 0;
    let cy = 0;
    for (const [z, y] of profile) {
      const w = taper.lowWidth + slope * (y - taper.low);
      this.vertex(-w, y, z);
      this.vertex(w, y, z);
      cz += z;
      cy += y;
    }
    this.faceAwayFrom(0, cy / count, cz / count);
    for (let i = 1; i + 1 < count; i++) {
      const a = first + i * 2;
      this.emit(first, a, a + 2, colour, surface, 1);
      this.emit(first + 1, a + 1, a + 3, colour, surface, 1);
    }
    for (let i = 0; i < count; i++) {
      const a = first + i * 2;
      const b = first + ((i + 1) % count) * 2;
      this.emitQuad(a, b, b + 1, a + 1, rimColour ? rimColour(i) : colour, surface);
    }
  }

  /** A polygon (z, y) drawn on both flanks of an extrusion with the same taper. */
  sideDecal(outline: readonly ProfilePoint[], taper: Taper, colour: number, surface = PLAIN): void {
    const slope = (taper.highWidth - taper.lowWidth) / (taper.high - taper.low);
    for (const side of [-1, 1]) {
      const points = outline.map(([z, y]): Vec3 => [
        side * (taper.lowWidth + slope * (y - taper.low)),
        y,
        z,
      ]);
      this.polygon(points, [side, 0, 0], colour, surface);
    }
  }

  /** A flat disc across the axis that `facing` is nearest to, seen from `facing`. */
  disc(
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
    const first = this.store.vertexCount;
    for (let i = 0; i < sides; i++) {
      const a = circle[i * 2]! * radius;
      const b = circle[i * 2 + 1]! * radius;
      if (acrossX) this.vertex(x, y + a, z + b);
      else if (acrossY) this.vertex(x + a, y, z + b);
      else this.vertex(x + a, y + b, z);
    }
    this.faceAwayFrom(x - facing[0], y - facing[1], z - facing[2]);
    for (let i = 1; i + 1 < sides; i++) {
      this.emit(first, first + i, first + i + 1, colour, surface, 1);
    }
  }

  /**
   * An ellipsoid of 20, 80 or 320 triangles (`detail` 0, 1, 2). With a stream, its points move in and out by
   * up to the share `jitter` and its triangles vary in tone by up to `toneJitter`.
   */
  icosphere(
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
    const first = this.store.vertexCount;
    for (const [px, py, pz] of points) {
      const k = stream && jitter ? 1 + stream.between(-jitter, jitter) : 1;
      this.vertex(x + px * radiusX * k, y + py * radiusY * k, z + pz * radiusZ * k);
    }
    this.faceAwayFrom(x, y, z);
    for (const [a, b, c] of faces) {
      const tone = stream && toneJitter ? 1 + stream.between(-toneJitter, toneJitter) : 1;
      this.emit(first + a, first + b, first + c, colour, surface, tone);
    }
  }

  /** The mesh with all that was built; the builder is done afterwards. */
  build(): Mesh {
    this.closeInstance();
    return this.store.finish(this.instances, this.lampList);
  }
}
