import type { ThingClass } from './classes.ts';
import type { Camera } from './camera.ts';

/** A box in pixels: `[x1, y1, x2, y2]`, x to the right, y down. */
export type Box = readonly [number, number, number, number];

/** What is true of one thing in a frame. */
export interface TruthObject {
  /** Id of the instance, as in `Frame.instance`. */
  readonly id: number;
  readonly className: ThingClass;
  /** Bounds of its projected geometry in front of the camera; may reach beyond the frame. */
  readonly whole: Box;
  /** Tight bounds of its own pixels, or null if it has none. */
  readonly visible: Box | null;
  /** Pixels that it would cover if nothing stood before it, in quarters with anti-aliasing. */
  readonly area: number;
  /** Its pixels in `Frame.instance`. */
  readonly visiblePixels: number;
  /** Share of its samples within the frame that are seen, 0 to 1. */
  readonly visibleFraction: number;
  /** Whether it reaches beyond the frame or too close to the camera. */
  readonly truncated: boolean;
}

/** Movement of every pixel to the next frame. */
export interface FlowOptions {
  /** Time to the next frame. */
  readonly seconds: number;
  /** The camera of the next frame (default: the same). */
  readonly nextCamera?: Camera;
}

/** Size and look of a picture. */
export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  /** Samples per axis: 1, or 2 for anti-aliasing by four samples per pixel (default 2). */
  readonly samples?: 1 | 2;
  /** Sensor noise as a share of full scale (default 0). */
  readonly noise?: number;
  readonly noiseSeed?: number;
}

/** A picture and which truth comes with it. */
export interface RenderOptions extends PictureOptions {
  /** Also return world-space normals. */
  readonly normals?: boolean;
  /** Also return optical flow. */
  readonly flow?: FlowOptions;
}

/** A picture with its truth, all row by row. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  /** Metres along the optical axis of what most of the pixel's samples see; 0 for the sky. */
  readonly depth: Float32Array;
  /** Instance per pixel; 0 for the sky. */
  readonly instance: Uint16Array;
  /** Class per pixel: place in `SEMANTIC_CLASSES`. */
  readonly semantic: Uint8Array;
  /** All things with at least one sample in the frame, hidden or not, by id. */
  readonly objects: readonly TruthObject[];
  /** On request: unit normal x, y, z per pixel, 0 for the sky. */
  readonly normals?: Float32Array;
  /** On request: movement x, y in pixels to the next frame; the sky moves with the camera's turn alone. */
  readonly flow?: Float32Array;
}
