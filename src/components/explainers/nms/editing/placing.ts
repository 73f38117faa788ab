import type { Box } from '../../../../vision/index.ts';
import {
  cameraBasis,
  pickGround,
  projectPoint,
  VEHICLE_SIZES,
  type Camera,
  type GroundPlace,
  type MovableKind,
  type OpenGround,
  type Vec3,
  type VehicleStyle,
} from '../../../../world/index.ts';
import { fixed } from '../../../figures/number-text.ts';
import { tidyPlace, type Place } from '../scene-edits.ts';
import type { SceneThing } from './scene-things.ts';

/** The street as a camera sees it, in the units of the drawing. */
export interface Outlook {
  readonly camera: Camera;
  readonly ground: OpenGround;
  readonly width: number;
  readonly height: number;
}

/** Half length, half width and height, metres. */
interface Solid {
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly height: number;
}

/** Nothing is put nearer to the camera or further away than this, metres ahead. */
const NEAREST = 2;
const FURTHEST = 60;

function solidOf(kind: MovableKind, style: VehicleStyle | undefined, child: boolean): Solid {
  if (kind === 'car') return VEHICLE_SIZES[style ?? 'hatch'];
  if (kind === 'bicycle') return { halfLength: 0.88, halfWidth: 0.3, height: 1.75 };
  return { halfLength: 0.29, halfWidth: 0.29, height: child ? 1.25 : 1.75 };
}

/** Metres ahead of the camera and to its right, along the ground. */
export function seenFrom(
  { yaw, eye }: Camera,
  { x, z }: GroundPlace,
): { ahead: number; right: number } {
  const [dx, dz, s, c] = [x - eye[0], z - eye[2], Math.sin(yaw), Math.cos(yaw)];
  return { ahead: dx * s + dz * c, right: dx * c - dz * s };
}

/** Returns the place that lies `right` and `ahead` metres from another as the camera sees it. */
export function stepFrom(
  { yaw }: Camera,
  { x, z }: GroundPlace,
  right: number,
  ahead: number,
): GroundPlace {
  const [s, c] = [Math.sin(yaw), Math.cos(yaw)];
  return { x: x + right * c + ahead * s, z: z - right * s + ahead * c };
}

/** Returns the nearest place where a thing may stand: on the street, before the camera, not too far. */
export function allowedPlace(
  { camera, ground }: Outlook,
  { kind, style, child }: Pick<SceneThing, 'kind' | 'style' | 'child'>,
  { x, z, yaw }: Place,
): Place {
  const { halfLength, halfWidth } = solidOf(kind, style, child);
  const kept = ground.keep({ x, z }, halfWidth);
  const { ahead } = seenFrom(camera, kept);
  const wish = Math.min(FURTHEST, Math.max(NEAREST + halfLength, ahead));
  return tidyPlace({ ...stepFrom(camera, kept, 0, wish - ahead), yaw });
}

/** Returns the place on the ground that a point of the drawing shows; above the horizon the furthest one. */
export function groundAt(
  { camera, ground, width, height }: Outlook,
  x: number,
  y: number,
): GroundPlace {
  const picked = pickGround(ground.height, camera, { width, height }, x, y);
  if (picked) return picked;
  const turn = Math.atan(((x - width / 2) * 2 * camera.field) / width);
  const [eyeX, , eyeZ] = camera.eye;
  return stepFrom({ ...camera, yaw: camera.yaw + turn }, { x: eyeX, z: eyeZ }, 0, FURTHEST);
}

/** Returns where a place on the ground lies in the drawing. */
export function pointOf(
  { camera, ground, width, height }: Outlook,
  { x, z }: GroundPlace,
): readonly [number, number] {
  const [u, v] = projectPoint(camera, width, height, [x, ground.height(x, z), z]);
  return [u, v];
}

/** Where a thing is to stand, before it has been drawn there. */
export interface Ghost {
  /** Corners of its ground, front left first, and the bounds of its body, in the units of the drawing. */
  readonly ground: readonly (readonly [number, number])[];
  readonly box: Box;
}

/** Returns the outline of a thing at its place. */
export function ghostOf(outlook: Outlook, thing: SceneThing): Ghost {
  const { camera, ground, width, height } = outlook;
  const { x, z, yaw } = thing.place;
  const { halfLength, halfWidth, height: tall } = solidOf(thing.kind, thing.style, thing.child);
  const level = ground.height(x, z);
  const along: Camera = { ...camera, yaw: (yaw * Math.PI) / 180 };
  const corners = [
    [-halfWidth, halfLength],
    [halfWidth, halfLength],
    [halfWidth, -halfLength],
    [-halfWidth, -halfLength],
  ].map(([across = 0, ahead = 0]) => stepFrom(along, { x, z }, across, ahead));
  const drawn = (up: number) =>
    corners.map((corner) => inFront(outlook, [corner.x, level + up, corner.z]));
  const foot = drawn(0);
  const all = [...foot, ...drawn(tall)];
  const [us, vs] = [all.map(([u]) => u), all.map(([, v]) => v)];
  return {
    ground: foot,
    box: [
      clamp(Math.min(...us), 0, width - 4),
      clamp(Math.min(...vs), 0, height - 4),
      clamp(Math.max(...us), 4, width),
      clamp(Math.max(...vs), 4, height),
    ],
  };
}

/** Depth at which a corner beside or behind the camera is drawn instead, metres. */
const CLOSEST = 0.3;

/** Where a point lies in the drawing; one that is too near is pushed straight ahead first. */
function inFront({ camera, width, height }: Outlook, point: Vec3): readonly [number, number] {
  const [u, v, depth] = projectPoint(camera, width, height, point);
  if (depth >= CLOSEST) return [u, v];
  const { forward } = cameraBasis(camera);
  const push = (axis: 0 | 1 | 2): number => point[axis] + forward[axis] * (CLOSEST - depth);
  const [pushedU, pushedV] = projectPoint(camera, width, height, [push(0), push(1), push(2)]);
  return [pushedU, pushedV];
}

/** `12.4 m ahead, 0.8 m to the left, facing you`. */
export function whereabouts(camera: Camera, { x, z, yaw }: Place): string {
  const { ahead, right } = seenFrom(camera, { x, z });
  const side =
    Math.abs(right) < 0.05
      ? 'straight on'
      : `${fixed(Math.abs(right), 1)} m to the ${right < 0 ? 'left' : 'right'}`;
  const turn = (((yaw - (camera.yaw * 180) / Math.PI) % 360) + 405) % 360;
  const facing = ['away', 'right', 'you', 'left'][Math.floor(turn / 90)] ?? 'away';
  return `${fixed(ahead, 1)} m ahead, ${side}, facing ${facing}`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
