import type { ThingClass } from '../classes.ts';
import type { Frame } from '../frame.ts';
import type { Light, Weather } from '../spec.ts';

/** Light and weather that a caption mentions. */
export interface Occasion {
  readonly light?: Light;
  readonly weather?: Weather;
}

/** Fewer visible pixels than this, or more hidden than this share, and a thing does not count. */
const LEAST_PIXELS = 16;
const LEAST_VISIBLE = 0.2;

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Singular with its article, and plural; in the order in which captions list them. */
const NOUNS: readonly (readonly [ThingClass, string, string])[] = [
  ['person', 'a person', 'people'],
  ['car', 'a car', 'cars'],
  ['bus', 'a bus', 'buses'],
  ['van', 'a van', 'vans'],
  ['bicycle', 'a bicycle', 'bicycles'],
  ['traffic-light', 'a traffic light', 'traffic lights'],
  ['sign', 'a sign', 'signs'],
];

const TIMES: Readonly<Record<Light, string>> = {
  day: 'at noon',
  golden: 'in the evening sun',
  backlit: 'against the low sun',
  night: 'at night',
};
const AIR: Readonly<Record<Weather, string>> = { clear: '', fog: ' in fog', rain: ' in the rain' };

/** Returns how many things of each class a frame shows: at least 16 pixels, at least a fifth of them seen. */
export function countThings(frame: Pick<Frame, 'objects'>): Map<ThingClass, number> {
  const counts = new Map<ThingClass, number>();
  for (const object of frame.objects) {
    if (object.visiblePixels < LEAST_PIXELS || object.visibleFraction < LEAST_VISIBLE) continue;
    counts.set(object.className, (counts.get(object.className) ?? 0) + 1);
  }
  return counts;
}

/** Returns an English sentence with true counts: "Seven people, four cars and a bus on a street at noon." */
export function captionFrame(frame: Pick<Frame, 'objects'>, occasion: Occasion = {}): string {
  const counts = countThings(frame);
  const parts = NOUNS.flatMap(([className, one, many]) => {
    const count = counts.get(className) ?? 0;
    if (count === 0) return [];
    return [count === 1 ? one : `${NUMBERS[count] ?? String(count)} ${many}`];
  });
  const last = parts.pop();
  const subject =
    last === undefined ? 'nobody' : parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  const when = occasion.light ? ` ${TIMES[occasion.light]}` : '';
  const air = occasion.weather ? AIR[occasion.weather] : '';
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} on a street${when}${air}.`;
}
