import type { StreetFrame } from '../../../../runtime/index.ts';
import type { Box } from '../../../../vision/index.ts';
import type { MovableKind, VehicleStyle } from '../../../../world/index.ts';
import { addedOf, keyOf, styleOf, tidyPlace, type Place, type SceneEdit } from '../scene-edits.ts';

/** A picture of the street as it was drawn, and the changes that it was drawn with. */
export interface Scenery {
  readonly frame: Pick<StreetFrame, 'width' | 'objects' | 'things'>;
  readonly edits: readonly SceneEdit[];
}

/** Something on the street that the reader can move. */
export interface SceneThing {
  readonly key: string;
  readonly added: boolean;
  readonly kind: MovableKind;
  readonly number: number;
  /** What it is called: vans, buses and taxis by their own name. */
  readonly word: string;
  readonly style: VehicleStyle | undefined;
  readonly child: boolean;
  readonly place: Place;
  /** Bounds of what is seen of it, in the units of the drawing; `null` for nothing. */
  readonly box: Box | null;
}

/** Fewer pixels of the sharp picture than these cannot be pointed at. */
const LEAST_AREA = 60;

/**
 * Returns the things of a drawn picture in the order of the street, with what the reader changed since:
 * what was taken away is left out, what was moved stands at its new place, what was added is there,
 * though it has no box before it has been drawn. `width` is the drawing's, in its own units.
 */
export function thingsOf(
  { frame, edits: drawn }: Scenery,
  edits: readonly SceneEdit[],
  width: number,
): SceneThing[] {
  const scale = width / frame.width;
  const seen = new Map(frame.objects.map((object) => [object.id, object]));
  const added = addedOf(drawn);
  const first = frame.things.length - added.length;
  const now = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const things = frame.things.flatMap((thing, at): SceneThing[] => {
    const { kind, x, z, yaw } = thing;
    const own = added[at - first];
    const name = { added: own !== undefined, kind, number: own?.number ?? thing.index };
    const key = keyOf(name);
    const edit = now.get(key);
    // Added and undone again, or taken away, since the picture was drawn.
    if (edit ? edit.place === null : own) return [];
    // A rider is the thing after the bicycle.
    const parts = [thing.instance, ...(kind === 'bicycle' ? [thing.instance + 1] : [])].flatMap(
      (id) => seen.get(id) ?? [],
    );
    const pixels = parts.reduce((sum, { visiblePixels }) => sum + visiblePixels, 0) * scale ** 2;
    const style = thing.kind === 'car' ? thing.style : undefined;
    return [
      {
        key,
        ...name,
        word: wordFor(kind, style, thing.kind === 'person' && thing.child),
        style,
        child: thing.kind === 'person' && thing.child,
        place: edit?.place ?? tidyPlace({ x, z, yaw: (yaw * 180) / Math.PI }),
        box:
          pixels < LEAST_AREA
            ? null
            : around(
                parts.flatMap(({ visible }) => (visible ? [visible] : [])),
                scale,
              ),
      },
    ];
  });
  const known = new Set(things.map(({ key }) => key));
  const fresh = addedOf(edits).filter((edit) => !known.has(keyOf(edit)));
  return [
    ...things,
    ...fresh.map(({ kind, number, place }): SceneThing => {
      const style = kind === 'car' ? styleOf(number) : undefined;
      const name = { added: true, kind, number };
      const word = wordFor(kind, style, false);
      return { key: keyOf(name), ...name, word, style, child: false, place, box: null };
    }),
  ];
}

function wordFor(kind: MovableKind, style: VehicleStyle | undefined, child: boolean): string {
  if (kind === 'person') return child ? 'child' : 'person';
  if (kind === 'bicycle') return 'bicycle';
  return style === 'van' || style === 'bus' || style === 'taxi' ? style : 'car';
}

function around(boxes: readonly Box[], scale: number): Box | null {
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map((box) => box[0])) * scale,
    Math.min(...boxes.map((box) => box[1])) * scale,
    Math.max(...boxes.map((box) => box[2])) * scale,
    Math.max(...boxes.map((box) => box[3])) * scale,
  ];
}

/** Returns the smallest thing whose box, grown by `reach`, holds a point: what stands in front is mostly smaller. */
export function thingAt(
  things: readonly SceneThing[],
  x: number,
  y: number,
  reach: number,
): SceneThing | undefined {
  const area = ([x1, y1, x2, y2]: Box): number => (x2 - x1) * (y2 - y1);
  return things
    .flatMap((thing) => (thing.box ? [{ thing, box: thing.box }] : []))
    .filter(
      ({ box: [x1, y1, x2, y2] }) =>
        x >= x1 - reach && x <= x2 + reach && y >= y1 - reach && y <= y2 + reach,
    )
    .sort((a, b) => area(a.box) - area(b.box))[0]?.thing;
}

/** Returns the things that can be seen, from left to right. */
export function inReadingOrder(things: readonly SceneThing[]): SceneThing[] {
  const middle = ({ box }: SceneThing): number => (box ? (box[0] + box[2]) / 2 : Infinity);
  return things.filter(({ box }) => box).sort((a, b) => middle(a) - middle(b));
}
