/**
 * What a pixel can show, in the order of the ids in `Frame.semantic`. Stuff comes first,
 * then the things that can be counted and boxed.
 */
export const SEMANTIC_CLASSES = [
  'sky',
  'terrain',
  'road',
  'pavement',
  'grass',
  'building',
  'tree',
  'lamp',
  'prop',
  'car',
  'van',
  'bus',
  'person',
  'bicycle',
  'traffic-light',
  'sign',
] as const;

export type SemanticClass = (typeof SEMANTIC_CLASSES)[number];

/** The classes whose instances are counted, boxed and tracked. */
export const THING_CLASSES = [
  'car',
  'van',
  'bus',
  'person',
  'bicycle',
  'traffic-light',
  'sign',
] as const;

export type ThingClass = (typeof THING_CLASSES)[number];

/** Whether a class is one of things (countable) and not of stuff. */
export function isThing(className: SemanticClass): className is ThingClass {
  return (THING_CLASSES as readonly string[]).includes(className);
}

/** The id of a class in `Frame.semantic`. */
export function semanticId(className: SemanticClass): number {
  return SEMANTIC_CLASSES.indexOf(className);
}
