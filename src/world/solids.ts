/** Typed-array reads are in range by construction, hence `!`. */
import { cameraBasis, type Camera } from './camera.ts';
import { isThing, semanticId, type ThingClass } from './classes.ts';
import { cosine, sine, type Vec3 } from './math.ts';
import type { World } from './spec.ts';

/** The tight upright 3-D box of a thing, turned by its heading. */
export interface SolidBox {
  readonly id: number;
  readonly className: ThingClass;
  /** Middle of the box in the world, metres. */
  readonly centre: Vec3;
  /** Width across, height and length along the heading, metres. */
  readonly size: Vec3;
  /** Radians about the vertical; 0 faces +z. */
  readonly heading: number;
}

/** The 3-D boxes of all things of a world, by id. */
export function solidBoxes(world: World): SolidBox[] {
  const { instances, positions } = world.mesh;
  return instances.flatMap((instance, id): SolidBox[] => {
    const { className, heading = 0, firstVertex, endVertex } = instance;
    if (!isThing(className) || endVertex === firstVertex) return [];
    const c = cosine(heading);
    const s = sine(heading);
    const low = [1e9, 1e9, 1e9];
    const high = [-1e9, -1e9, -1e9];
    for (let v = firstVertex * 3; v < endVertex * 3; v += 3) {
      const x = positions[v]!;
      const z = positions[v + 2]!;
      [x * c - z * s, positions[v + 1]!, x * s + z * c].forEach((value, axis) => {
        low[axis] = Math.min(low[axis]!, value);
        high[axis] = Math.max(high[axis]!, value);
      });
    }
    const [u, y, w] = [0, 1, 2].map((axis) => (low[axis]! + high[axis]!) / 2);
    return [
      {
        id,
        className,
        heading,
        centre: [u! * c + w! * s, y!, w! * c - u! * s],
        size: [high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!],
      },
    ];
  });
}

/** The eight corners of a 3-D box in the world: the four below first, then the four above. */
export function solidCorners(box: SolidBox): Vec3[] {
  const c = cosine(box.heading);
  const s = sine(box.heading);
  const [x, y, z] = box.centre;
  const [width, height, length] = box.size;
  return [-0.5, 0.5].flatMap((up) =>
    [
      [-0.5, -0.5],
      [0.5, -0.5],
      [0.5, 0.5],
      [-0.5, 0.5],
    ].map(([across = 0, along = 0]): Vec3 => {
      const u = across * width;
      const w = along * length;
      return [x + u * c + w * s, y + up * height, z + w * c - u * s];
    }),
  );
}

/** A map of the ground before a camera, seen from above. */
export interface GroundGrid {
  readonly columns: number;
  readonly rows: number;
  /** Side of a cell in metres. */
  readonly cell: number;
  /** Per cell the semantic id of the thing on it plus one, 0 where it is free; the first row is the farthest. */
  readonly classes: Uint8Array;
  /** Per cell the instance on it, 0 where it is free. */
  readonly instances: Uint16Array;
}

/**
 * Bird's-eye occupancy in the camera's own axes: `ahead` metres forwards from the eye, `side` metres to either
 * hand. A cell belongs to the thing whose 3-D box covers its middle.
 */
export function birdsEyeOccupancy(
  world: World,
  camera: Camera,
  ahead: number,
  side: number,
  cell: number,
): GroundGrid {
  const columns = Math.floor((side * 2) / cell);
  const rows = Math.floor(ahead / cell);
  const classes = new Uint8Array(columns * rows);
  const instances = new Uint16Array(columns * rows);
  const { right, forward } = cameraBasis({ ...camera, pitch: 0 });
  const boxes = solidBoxes(world);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const across = (column + 0.5) * cell - side;
      const along = (rows - row - 0.5) * cell;
      const x = camera.eye[0] + right[0] * across + forward[0] * along;
      const z = camera.eye[2] + right[2] * across + forward[2] * along;
      const found = boxes.find((box) => covers(box, x, z));
      if (!found) continue;
      classes[row * columns + column] = semanticId(found.className) + 1;
      instances[row * columns + column] = found.id;
    }
  }
  return { columns, rows, cell, classes, instances };
}

/** Whether the ground point lies under the box. */
function covers(box: SolidBox, x: number, z: number): boolean {
  const dx = x - box.centre[0];
  const dz = z - box.centre[2];
  const c = cosine(box.heading);
  const s = sine(box.heading);
  return (
    Math.abs(dx * c - dz * s) <= box.size[0] / 2 && Math.abs(dx * s + dz * c) <= box.size[2] / 2
  );
}
