import { cosine, dot, sine, type Vec3 } from './math.ts';

/** Nothing nearer than this, in metres along the optical axis, is drawn. */
export const NEAR = 0.2;

/** A pinhole camera in the world; its image plane is upright (no roll). */
export interface Camera {
  readonly eye: Vec3;
  /** Turn about the vertical in radians: 0 looks along +z, positive to the right (+x). */
  readonly yaw: number;
  /** Radians above the horizontal. */
  readonly pitch: number;
  /** Tangent of half the horizontal angle of view. */
  readonly field: number;
}

/** The axes of a camera in world coordinates, orthonormal. */
export interface CameraBasis {
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

/** The axes of a camera. */
export function cameraBasis(camera: Camera): CameraBasis {
  const cy = cosine(camera.yaw);
  const sy = sine(camera.yaw);
  const cp = cosine(camera.pitch);
  const sp = sine(camera.pitch);
  return {
    right: [cy, 0, -sy],
    up: [-sp * sy, cp, -sp * cy],
    forward: [sy * cp, sp, cy * cp],
  };
}

/** Matrices of a camera as vision libraries write them: x right, y down, z ahead. */
export interface CameraMatrices {
  /** K, 3 × 3: from camera coordinates to pixels. */
  readonly intrinsics: readonly [Vec3, Vec3, Vec3];
  /** R, 3 × 3: rows are the camera's axes in the world. */
  readonly rotation: readonly [Vec3, Vec3, Vec3];
  /** t: a world point X is at R X + t in camera coordinates. */
  readonly translation: Vec3;
}

/** Intrinsics and extrinsics of a camera for an image of the given size in pixels. */
export function cameraMatrices(camera: Camera, width: number, height: number): CameraMatrices {
  const { right, up, forward } = cameraBasis(camera);
  const focal = width / 2 / camera.field;
  const down: Vec3 = [-up[0], -up[1], -up[2]];
  return {
    intrinsics: [
      [focal, 0, width / 2],
      [0, focal, height / 2],
      [0, 0, 1],
    ],
    rotation: [right, down, forward],
    translation: [-dot(right, camera.eye), -dot(down, camera.eye), -dot(forward, camera.eye)],
  };
}

/** The pixel position [x, y] and depth in metres of a world point; depth may be negative (behind the camera). */
export function projectPoint(camera: Camera, width: number, height: number, point: Vec3): Vec3 {
  const { intrinsics, rotation, translation } = cameraMatrices(camera, width, height);
  const depth = dot(rotation[2], point) + translation[2];
  const focal = intrinsics[0][0];
  return [
    width / 2 + (focal * (dot(rotation[0], point) + translation[0])) / depth,
    height / 2 + (focal * (dot(rotation[1], point) + translation[1])) / depth,
    depth,
  ];
}

/** A left and a right camera, `baseline` metres apart, both looking the same way: their rows are epipolar lines. */
export function stereoPair(camera: Camera, baseline: number): readonly [Camera, Camera] {
  const { right } = cameraBasis(camera);
  const moved = (by: number): Camera => ({
    ...camera,
    eye: [camera.eye[0] + right[0] * by, camera.eye[1], camera.eye[2] + right[2] * by],
  });
  return [moved(-baseline / 2), moved(baseline / 2)];
}

/** Cameras at one place that look all round in equal steps, the first one as given. */
export function surroundRig(camera: Camera, count = 6): readonly Camera[] {
  return Array.from({ length: count }, (_, i) => ({
    ...camera,
    yaw: camera.yaw + (i * 2 * 3.141592653589793) / count,
  }));
}
