import type { View } from './sampler.ts';

/** A view with a name that figures show to readers. */
export interface Scene extends View {
  /** For captions and menus, without a full stop. */
  readonly title: string;
}

/** The names of the hand-chosen views. */
export type SceneName =
  | 'crossing'
  | 'crowd'
  | 'twins'
  | 'occlusion'
  | 'night'
  | 'fog'
  | 'far'
  | 'hero'
  | 'rain'
  | 'golden'
  | 'square'
  | 'park'
  | 'lane'
  | 'bend';

/** Views chosen by hand, used by figures, tests and the home page. */
export const SCENES: Readonly<Record<SceneName, Scene>> = {
  crossing: {
    title: 'A crossing at noon',
    spec: { seed: 209, crowd: 6, clear: [1, 3, 5], focus: 1 },
    camera: { eye: [1.4, 2.4, 2.5], yaw: -0.04, pitch: -0.06, field: 0.5 },
  },
  crowd: {
    title: 'A crowd on the crossing',
    spec: { seed: 44, crowd: 42, clear: [0.6, 5.8, 4.5], focus: 4 },
    camera: { eye: [0.6, 2.3, 4.8], yaw: 0, pitch: -0.06, field: 0.5 },
  },
  twins: {
    title: 'Two people, one almost behind the other',
    spec: {
      seed: 204,
      crowd: 2,
      people: 16,
      clear: [0.4, 9, 7],
      focus: 4,
      edits: [
        { action: 'add', kind: 'person', x: 0.45, z: 13.1, yaw: 1.45, look: 12, walking: true },
        { action: 'add', kind: 'person', x: 0.65, z: 13.85, yaw: 1.65, look: 31, walking: true },
        { action: 'add', kind: 'person', x: -1.9, z: 15, yaw: -1.5, look: 41, walking: true },
        { action: 'add', kind: 'bicycle', x: 2.9, z: 14.2, yaw: 0.5, look: 5 },
      ],
    },
    camera: { eye: [0.1, 1.9, 6.6], yaw: 0.04, pitch: -0.06, field: 0.5 },
  },
  occlusion: {
    title: 'Things behind things',
    spec: {
      seed: 407,
      crowd: 14,
      people: 70,
      cars: 0.9,
      bicycles: 8,
      clear: [-2.6, 1, 2.2],
      focus: 0,
    },
    camera: { eye: [-2.9, 2, 2], yaw: 0.22, pitch: -0.04, field: 0.48 },
  },
  night: {
    title: 'The street at night',
    spec: {
      seed: 366,
      crowd: 7,
      people: 46,
      cars: 0.75,
      light: 'night',
      clear: [0.9, -3.5, 3.6],
      focus: -4,
    },
    camera: { eye: [0.9, 3, -4], yaw: -0.02, pitch: -0.08, field: 0.52 },
  },
  fog: {
    title: 'The street in fog',
    spec: { seed: 323, crowd: 9, people: 46, weather: 'fog', clear: [-2, 4, 4.5], focus: 2 },
    camera: { eye: [-2.4, 2, 3], yaw: 0.1, pitch: -0.03, field: 0.5 },
  },
  far: {
    title: 'Small things far away',
    spec: {
      seed: 342,
      crowd: 8,
      people: 80,
      cars: 0.75,
      bicycles: 12,
      clear: [0.2, -6, 16],
      focus: 4,
    },
    camera: { eye: [0.2, 7.6, -14], yaw: 0, pitch: -0.105, field: 0.27 },
  },
  hero: {
    title: 'The street from above',
    spec: { seed: 112, crowd: 9, people: 50, cars: 0.7, clear: [-1, -4, 9], focus: -13 },
    camera: { eye: [-1.6, 8.2, -9], yaw: 0.07, pitch: -0.2, field: 0.42 },
  },
  rain: {
    title: 'The street in the rain',
    spec: { seed: 11, crowd: 9, weather: 'rain', clear: [-2.2, 7.2, 4.5], focus: 6 },
    camera: { eye: [-2.2, 2.6, 6.2], yaw: 0.16, pitch: -0.08, field: 0.5 },
  },
  golden: {
    title: 'The street in the evening sun',
    spec: {
      seed: 107,
      crowd: 9,
      people: 50,
      cars: 0.7,
      light: 'golden',
      clear: [-3.4, 4, 4.5],
      focus: 2,
    },
    camera: { eye: [-3.4, 5.4, 3], yaw: 0.24, pitch: -0.17, field: 0.5 },
  },
  square: {
    title: 'A square beside the street',
    spec: { seed: 392, layout: 'square', crowd: 7, people: 60, clear: [1.5, 12, 4], focus: 10 },
    camera: { eye: [3.4, 4.6, 16], yaw: -0.42, pitch: -0.09, field: 0.55 },
  },
  park: {
    title: 'Along the park',
    spec: { seed: 6, layout: 'park', crowd: 6, clear: [1, 0, 4.5], focus: -2 },
    camera: { eye: [1.6, 3.2, -2], yaw: -0.18, pitch: -0.06, field: 0.5 },
  },
  lane: {
    title: 'A narrow lane',
    spec: { seed: 9, layout: 'lane', clear: [-0.8, 0, 4.5], focus: -2 },
    camera: { eye: [-1, 2.3, -2], yaw: 0.02, pitch: -0.03, field: 0.5 },
  },
  bend: {
    title: 'Where the street bends',
    spec: { seed: 4, layout: 'bend', clear: [1, 0, 4.5], focus: -2 },
    camera: { eye: [1, 3.2, -2], yaw: 0.05, pitch: -0.06, field: 0.5 },
  },
};
