import type { AddEdit, Edit } from './edits.ts';
import type { MovablePlacement } from './things.ts';

/** Height of the ground at a place in the world, metres. */
export type GroundAt = (x: number, z: number) => number;

/** Returns the things after a reader's changes; an edit of something that is not there changes nothing. */
export function applyEdits(
  things: readonly MovablePlacement[],
  edits: readonly Edit[],
  groundAt: GroundAt,
): MovablePlacement[] {
  let current = [...things];
  for (const edit of edits) {
    if (edit.action === 'add') current.push(addedThing(edit, current, groundAt));
    else if (edit.action === 'remove') {
      current = current.filter((t) => t.kind !== edit.kind || t.index !== edit.index);
    } else {
      const { kind, index, x, z } = edit;
      current = current.map((thing) =>
        thing.kind === kind && thing.index === index
          ? { ...thing, x, z, y: groundAt(x, z), yaw: edit.yaw ?? thing.yaw }
          : thing,
      );
    }
  }
  return current;
}

function addedThing(
  edit: AddEdit,
  things: readonly MovablePlacement[],
  groundAt: GroundAt,
): MovablePlacement {
  const { kind, x, z, yaw } = edit;
  const index = things.reduce((n, t) => (t.kind === kind ? Math.max(n, t.index + 1) : n), 0);
  const look = edit.look ?? index * 7919;
  const base = { index, x, y: groundAt(x, z), z, yaw, look, velocityX: 0, velocityZ: 0 };
  if (kind === 'car') return { ...base, kind, style: edit.style ?? 'hatch', lightsOn: true };
  if (kind === 'bicycle') return { ...base, kind, phase: 0.3 };
  return {
    ...base,
    kind,
    pose: edit.walking === true ? 'walking' : 'standing',
    phase: edit.walking === true ? 0.4 : 0,
    child: edit.child ?? false,
    umbrella: false,
  };
}
