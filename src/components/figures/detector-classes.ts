import type { ThingClass } from '../../world/index.ts';

/** The detector's classes in the order of its outputs. */
export const CLASS_IDS = ['car', 'bus', 'person', 'bicycle', 'sign'] as const;

/** The name of a class of the detector. */
export type ClassId = (typeof CLASS_IDS)[number];

/** One and several of a class, for sentences. */
export const CLASS_WORDS: Record<ClassId, readonly [one: string, many: string]> = {
  car: ['car', 'cars'],
  bus: ['bus or van', 'buses or vans'],
  person: ['person', 'people'],
  bicycle: ['bicycle', 'bicycles'],
  sign: ['sign or light', 'signs or lights'],
};

/** Short names, for labels that sit on boxes. */
export const CLASS_TAGS: Record<ClassId, string> = {
  car: 'car',
  bus: 'bus',
  person: 'person',
  bicycle: 'bicycle',
  sign: 'sign',
};

/** Which output of the detector stands for a thing of the street. */
const OF_THING: Record<ThingClass, ClassId> = {
  car: 'car',
  van: 'bus',
  bus: 'bus',
  person: 'person',
  bicycle: 'bicycle',
  'traffic-light': 'sign',
  sign: 'sign',
};

/** Returns the detector's class for a thing of the street. */
export function classOfThing(thing: ThingClass): ClassId {
  return OF_THING[thing];
}

/** Returns the class of an output, numbered from 0 to 4; `car` for any other number. */
export function classOf(index: number): ClassId {
  return CLASS_IDS[index] ?? 'car';
}
