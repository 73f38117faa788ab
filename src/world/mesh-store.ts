import type { SemanticClass } from './classes.ts';
import type { Vec3 } from './math.ts';

/** How an instance moves, and which way it faces: for 3-D boxes and flow to the next frame. */
export interface InstanceDetails {
  /** Turn about the vertical in radians; 0 faces +z, a quarter turn faces +x. */
  readonly heading?: number;
  /** Metres per second, in world axes. */
  readonly velocity?: Vec3;
  /** Radians per second about the vertical through the instance's own centre. */
  readonly turnRate?: number;
  /** What it is like, in words such as `{ pose: 'walking' }`. */
  readonly traits?: Readonly<Record<string, string>>;
}

/** One thing or one piece of stuff: a run of triangles and of vertices in the mesh. */
export interface Instance extends InstanceDetails {
  readonly className: SemanticClass;
  readonly firstVertex: number;
  readonly endVertex: number;
  readonly firstTriangle: number;
  readonly endTriangle: number;
}

/** A source of light that only matters in the dark. */
export interface Lamp {
  /** `glow` shines all round, `street` downwards, `beam` along `direction`. */
  readonly kind: 'glow' | 'street' | 'beam';
  readonly position: Vec3;
  readonly direction?: Vec3;
  /** Linear red, green, blue. */
  readonly colour: Vec3;
  readonly strength: number;
  /** Metres to where it has faded to nothing. */
  readonly range: number;
}

/** All geometry of a world. Instance 0 is the sky and owns no triangle. */
export interface Mesh {
  readonly vertexCount: number;
  readonly triangleCount: number;
  /** x, y, z per vertex. */
  readonly positions: Float32Array;
  /** Three vertices per triangle, counter-clockwise about its normal. */
  readonly corners: Int32Array;
  /** Unit normal per triangle. */
  readonly normals: Float32Array;
  /** Linear red, green, blue per triangle. */
  readonly colours: Float32Array;
  readonly materials: Uint8Array;
  /** Factor on the colour of an emissive triangle. */
  readonly emissions: Float32Array;
  /** Decals lie on higher layers of the same plane. */
  readonly layers: Uint8Array;
  /** Instance of each triangle. */
  readonly owners: Uint16Array;
  readonly instances: readonly Instance[];
  readonly lamps: readonly Lamp[];
}

type Numbers = Float32Array | Int32Array | Uint16Array | Uint8Array;

/** Puts the numbers at the start of an array of twice the length. */
function doubled<T extends Numbers>(numbers: T, Kind: new (length: number) => T): T {
  const longer = new Kind(numbers.length * 2);
  longer.set(numbers);
  return longer;
}

/** Typed arrays that double when they are full: several times faster to fill than plain arrays. */
export class MeshStore {
  vertexCount = 0;
  triangleCount = 0;
  positions = new Float32Array(3 * 32768);
  corners = new Int32Array(3 * 32768);
  normals = new Float32Array(3 * 32768);
  colours = new Float32Array(3 * 32768);
  materials = new Uint8Array(32768);
  emissions = new Float32Array(32768);
  layers = new Uint8Array(32768);
  owners = new Uint16Array(32768);

  /** Makes room for one more vertex. */
  reserveVertex(): void {
    if (this.vertexCount * 3 < this.positions.length) return;
    this.positions = doubled(this.positions, Float32Array);
  }

  /** Makes room for one more triangle. */
  reserveTriangle(): void {
    if (this.triangleCount < this.materials.length) return;
    this.corners = doubled(this.corners, Int32Array);
    this.normals = doubled(this.normals, Float32Array);
    this.colours = doubled(this.colours, Float32Array);
    this.materials = doubled(this.materials, Uint8Array);
    this.emissions = doubled(this.emissions, Float32Array);
    this.layers = doubled(this.layers, Uint8Array);
    this.owners = doubled(this.owners, Uint16Array);
  }

  /** The mesh so far, as views of the exact length. */
  finish(instances: readonly Instance[], lamps: readonly Lamp[]): Mesh {
    const { vertexCount, triangleCount: n } = this;
    return {
      vertexCount,
      triangleCount: n,
      positions: this.positions.subarray(0, vertexCount * 3),
      corners: this.corners.subarray(0, n * 3),
      normals: this.normals.subarray(0, n * 3),
      colours: this.colours.subarray(0, n * 3),
      materials: this.materials.subarray(0, n),
      emissions: this.emissions.subarray(0, n),
      layers: this.layers.subarray(0, n),
      owners: this.owners.subarray(0, n),
      instances,
      lamps,
    };
  }
}
