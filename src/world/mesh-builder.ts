/** Typed-array reads are in range by construction, hence `!`. */
import type { SemanticClass } from './classes.ts';
import { linearChannel } from './linear-colour.ts';
import { Plain } from './material.ts';
import { normalise, type Vec3 } from './math.ts';
import {
  MeshStore,
  type Instance,
  type InstanceDetails,
  type Lamp,
  type Mesh,
} from './mesh-store.ts';
import type { Surface } from './surface.ts';
import { IDENTITY, placed, type Transform } from './transform.ts';

/**
 * Collects vertices, triangles and lamps, instance by instance, under a stack of transforms; what is made of
 * them is in `shapes`. Local axes: x right, y up, z to the front; metres. All triangles of an instance are
 * made between its `beginInstance` and the next.
 */
export class MeshBuilder {
  private readonly store = new MeshStore();
  private readonly instances: Instance[] = [];
  private readonly lampList: Lamp[] = [];
  private readonly stack: Transform[] = [];
  private matrix = IDENTITY;
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
    this.stack.push(this.matrix);
    this.matrix = placed(this.matrix, x, y, z, yaw, size, pitch, roll);
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

  /** Adds a local point and returns its index; indices count up by one. */
  vertex(x: number, y: number, z: number): number {
    const { store, matrix: m } = this;
    store.reserveVertex();
    const at = store.vertexCount * 3;
    store.positions[at] = m[0]! * x + m[1]! * y + m[2]! * z + m[3]!;
    store.positions[at + 1] = m[4]! * x + m[5]! * y + m[6]! * z + m[7]!;
    store.positions[at + 2] = m[8]! * x + m[9]! * y + m[10]! * z + m[11]!;
    return store.vertexCount++;
  }

  /** Makes the next triangles face away from a local point, until it is called again. */
  faceAwayFrom(x: number, y: number, z: number): void {
    const m = this.matrix;
    this.insideX = m[0]! * x + m[1]! * y + m[2]! * z + m[3]!;
    this.insideY = m[4]! * x + m[5]! * y + m[6]! * z + m[7]!;
    this.insideZ = m[8]! * x + m[9]! * y + m[10]! * z + m[11]!;
  }

  /** Adds a triangle of three vertices; `tone` is a factor on its colour. One without area is left out. */
  emit(a: number, b: number, c: number, colour: number, surface: Surface, tone = 1): void {
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

  /** Adds the flat quadrilateral of four vertices in a row about it. */
  emitQuad(a: number, b: number, c: number, d: number, colour: number, surface: Surface): void {
    this.emit(a, b, c, colour, surface);
    this.emit(a, c, d, colour, surface);
  }

  /** The mesh with all that was built; the builder is done afterwards. */
  build(): Mesh {
    this.closeInstance();
    return this.store.finish(this.instances, this.lampList);
  }
}
