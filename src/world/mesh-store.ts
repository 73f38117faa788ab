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
    const positions = new Float32Array(this.positions.length * 2);
    positions.set(this.positions);
    this.positions = positions;
  }

  /** Makes room for one more triangle. */
  reserveTriangle(): void {
    const size = this.materials.length;
    if (this.triangleCount < size) return;
    const { corners, normals, colours, materials, emissions, layers, owners } = this;
    (this.corners = new Int32Array(size * 6)).set(corners);
    (this.normals = new Float32Array(size * 6)).set(normals);
    (this.colours = new Float32Array(size * 6)).set(colours);
    (this.materials = new Uint8Array(size * 2)).set(materials);
    (this.emissions = new Float32Array(size * 2)).set(emissions);
    (this.layers = new Uint8Array(size * 2)).set(layers);
    (this.owners = new Uint16Array(size * 2)).set(owners);
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
