import type { Mesh } from './mesh-store.ts';
import type { Edit } from './street/edits.ts';

export type Layout = 'junction' | 'bend' | 'square' | 'park' | 'lane';
export type Light = 'day' | 'golden' | 'backlit' | 'night';
export type Weather = 'clear' | 'fog' | 'rain';

/** A ground rectangle in metres. */
export interface Region {
  readonly minX: number;
  readonly maxX: number;
  readonly minZ: number;
  readonly maxZ: number;
}

/** A street by its seed and the options that shape it; what is left out takes its default. */
export interface WorldSpec {
  readonly seed: number;
  readonly layout?: Layout;
  readonly light?: Light;
  readonly weather?: Weather;
  /** How many people walk on the pavements (about). */
  readonly people?: number;
  /** How many people cross at each crossing (about). */
  readonly crowd?: number;
  /** Share of parking places taken and density of traffic, 0 to 1. */
  readonly cars?: number;
  /** How many bicycles ride on the road (about). */
  readonly bicycles?: number;
  /** Seconds since the street was set in motion: the same street, a moment later. */
  readonly time?: number;
  /** Where along the street (z, metres) the cameras stand: detail falls off from there. */
  readonly focus?: number;
  /** Changes by a reader, applied in order after the street is populated. */
  readonly edits?: readonly Edit[];
  /** A place to keep clear of cars and people, so that a camera can stand there: x, z, radius in metres. */
  readonly clear?: readonly [number, number, number];
}

/** What the renderer draws: geometry with its light and weather. */
export interface World {
  readonly spec: WorldSpec;
  readonly light: Light;
  readonly weather: Weather;
  readonly mesh: Mesh;
  /** The part that cameras look at: shadows and ambient occlusion are baked over it. */
  readonly region: Region;
}
