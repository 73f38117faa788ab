import type { Edit, MovableKind, VehicleStyle } from '../../../world/index.ts';
import type { Field } from '../../figures/state-codec.ts';

/** Where a thing stands: metres in the world, to the centimetre, and its heading in whole degrees. */
export interface Place {
  readonly x: number;
  readonly z: number;
  /** 0 along +z, growing towards +x, 0 to 359. */
  readonly yaw: number;
}

/** A thing of the scene that the reader moved, or took away (no place). */
export interface Moved {
  readonly added: false;
  readonly kind: MovableKind;
  /** Number within its kind, as the street counts. */
  readonly number: number;
  readonly place: Place | null;
}

/** A thing that the reader added; its number seeds its looks and tells it from the others of its kind. */
export interface Added {
  readonly added: true;
  readonly kind: MovableKind;
  readonly number: number;
  readonly place: Place;
}

export type SceneEdit = Moved | Added;

/** More changes than these are not kept: the link stays short. */
export const MOST_EDITS = 40;

/** How far out a place may lie, metres. */
const REACH = { x: 60, nearZ: -30, farZ: 130 } as const;

const KINDS: Readonly<Record<string, MovableKind>> = { p: 'person', c: 'car', b: 'bicycle' };
const LETTERS: Readonly<Record<MovableKind, string>> = { person: 'p', car: 'c', bicycle: 'b' };

/** Returns the name of the thing that an edit is about: `p12` in the scene, `P1` if the reader added it. */
export function keyOf({
  added,
  kind,
  number,
}: Pick<SceneEdit, 'added' | 'kind' | 'number'>): string {
  const letter = LETTERS[kind];
  return `${added ? letter.toUpperCase() : letter}${number}`;
}

/** The changes in the address: `p3,-1.25,13.5,90` moved, `c2` taken away, `P1,0.5,12,270` added. */
export const editsField: Field<readonly SceneEdit[]> = {
  initial: [],
  write: (edits) =>
    edits
      .map((edit) => {
        const { place } = edit;
        return place ? [keyOf(edit), place.x, place.z, place.yaw].join(',') : keyOf(edit);
      })
      .join('_'),
  read: (text) => {
    if (text === '') return [];
    const parts = text.split('_');
    if (parts.length > MOST_EDITS) return undefined;
    const edits = parts.flatMap((part) => readEdit(part) ?? []);
    const keys = new Set(edits.map(keyOf));
    return keys.size === parts.length ? edits : undefined;
  },
};

function readEdit(text: string): SceneEdit | undefined {
  const [, letter = '', digits = '', rest] =
    /^([pcbPCB])(\d{1,3})((?:,-?\d{1,3}(?:\.\d{1,2})?){2},\d{1,3})?$/.exec(text) ?? [];
  const kind = KINDS[letter.toLowerCase()];
  if (!kind) return undefined;
  const name = { kind, number: Number(digits) };
  const added = letter !== letter.toLowerCase();
  if (rest === undefined) return added ? undefined : { added, ...name, place: null };
  const [x = NaN, z = NaN, yaw = NaN] = rest.slice(1).split(',').map(Number);
  const inside = Math.abs(x) <= REACH.x && z >= REACH.nearZ && z <= REACH.farZ && yaw < 360;
  return inside ? { added, ...name, place: { x, z, yaw } } : undefined;
}

/** Returns a place on the grid of the address, within its reach. */
export function tidyPlace({ x, z, yaw }: Place): Place {
  const near = (value: number, low: number, high: number): number =>
    Math.round(Math.min(high, Math.max(low, value)) * 100) / 100 + 0;
  return {
    x: near(x, -REACH.x, REACH.x),
    z: near(z, REACH.nearZ, REACH.farZ),
    yaw: ((Math.round(yaw) % 360) + 360) % 360,
  };
}

/** Returns the changes with a thing put at a place; unchanged if there is no room for another one. */
export function placeThing(
  edits: readonly SceneEdit[],
  thing: Pick<SceneEdit, 'added' | 'kind' | 'number'>,
  place: Place,
): readonly SceneEdit[] {
  const { added, kind, number } = thing;
  const edit: SceneEdit = { added, kind, number, place: tidyPlace(place) };
  const key = keyOf(thing);
  if (edits.some((old) => keyOf(old) === key)) {
    return edits.map((old) => (keyOf(old) === key ? edit : old));
  }
  return edits.length < MOST_EDITS ? [...edits, edit] : edits;
}

/** Returns the changes with a thing taken away; unchanged if there is no room for another one. */
export function removeThing(
  edits: readonly SceneEdit[],
  thing: Pick<SceneEdit, 'added' | 'kind' | 'number'>,
): readonly SceneEdit[] {
  const rest = edits.filter((edit) => keyOf(edit) !== keyOf(thing));
  if (thing.added) return rest;
  const { kind, number } = thing;
  return rest.length < MOST_EDITS ? [...rest, { added: false, kind, number, place: null }] : edits;
}

/** Returns a number that no added thing of the kind has. */
export function nextNumber(edits: readonly SceneEdit[], kind: MovableKind): number {
  const taken = edits.flatMap((edit) => (edit.added && edit.kind === kind ? [edit.number] : []));
  return (Math.max(0, ...taken) % 999) + 1;
}

const STYLES = ['hatch', 'sedan', 'taxi'] as const satisfies readonly VehicleStyle[];

/** Returns the body of an added car. */
export function styleOf(number: number): VehicleStyle {
  return STYLES[number % STYLES.length] ?? 'hatch';
}

/** Returns the changes as the street takes them: first those of its own things, then what was added. */
export function streetEdits(edits: readonly SceneEdit[]): Edit[] {
  const moved = edits.flatMap((edit): Edit[] => {
    if (edit.added) return [];
    const { kind, number: index, place } = edit;
    return [
      place ? { action: 'move', kind, index, ...metres(place) } : { action: 'remove', kind, index },
    ];
  });
  const added = addedOf(edits).map(({ kind, number: look, place }): Edit => {
    const base = { action: 'add', kind, look, ...metres(place) } as const;
    if (kind === 'car') return { ...base, style: styleOf(look) };
    return kind === 'person' ? { ...base, walking: look % 2 === 1 } : base;
  });
  return [...moved, ...added];
}

/** Returns what the reader added, in the order in which the street gets it. */
export function addedOf(edits: readonly SceneEdit[]): Added[] {
  return edits.filter((edit) => edit.added);
}

function metres({ x, z, yaw }: Place): { x: number; z: number; yaw: number } {
  return { x, z, yaw: (yaw * Math.PI) / 180 };
}
