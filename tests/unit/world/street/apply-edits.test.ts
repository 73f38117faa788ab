import { expect, test } from 'vitest';
import { applyEdits } from '../../../../src/world/street/apply-edits.ts';
import { buildWorld, type Edit } from '../../../../src/world/index.ts';

const spec = { seed: 209, crowd: 2, people: 6, cars: 0.2, bicycles: 2, focus: 1 } as const;
const plain = buildWorld(spec);
const after = (...edits: Edit[]) => buildWorld({ ...spec, edits });

test('a moved thing stands on the ground at its new place, and nothing else changes', () => {
  const { things } = after({ action: 'move', kind: 'person', index: 1, x: 7, z: 9, yaw: 2 });
  expect(things).toHaveLength(plain.things.length);
  for (const [at, thing] of things.entries()) {
    const before = plain.things[at];
    if (thing.kind === 'person' && thing.index === 1)
      expect(thing).toEqual({ ...before, x: 7, y: 0.14, z: 9, yaw: 2 });
    else expect(thing).toEqual(before);
  }
});

test('a removed thing is gone, and the others keep their numbers and looks', () => {
  const { things } = after({ action: 'remove', kind: 'car', index: 0 });
  const names = (list: typeof things) => list.map(({ kind, index, look }) => [kind, index, look]);
  expect(names(things)).toEqual(
    names(plain.things).filter(([kind, index]) => kind !== 'car' || index !== 0),
  );
});

test('an added thing comes last, with a number of its own', () => {
  const { things } = after({ action: 'add', kind: 'bicycle', x: 1, z: 8, yaw: 0, look: 4 });
  const last = things.at(-1);
  expect(last).toMatchObject({ kind: 'bicycle', x: 1, y: 0, z: 8, look: 4, velocityX: 0 });
  const others = plain.things.filter(({ kind }) => kind === 'bicycle').map(({ index }) => index);
  expect(others).not.toContain(last?.index);
});

test('edits of what is not there change nothing', () => {
  const edits: Edit[] = [
    { action: 'move', kind: 'person', index: 999, x: 0, z: 0 },
    { action: 'remove', kind: 'bicycle', index: 999 },
  ];
  expect(applyEdits(plain.things, edits, () => 0)).toEqual(plain.things);
});
