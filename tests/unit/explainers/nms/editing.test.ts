import { describe, expect, test } from 'vitest';
import {
  advance,
  type EditHistory,
} from '../../../../src/components/explainers/nms/editing/edit-history.ts';
import {
  allowedPlace,
  ghostOf,
  groundAt,
  pointOf,
  seenFrom,
  stepFrom,
  whereabouts,
} from '../../../../src/components/explainers/nms/editing/placing.ts';
import {
  inReadingOrder,
  thingAt,
  thingsOf,
  type Scenery,
  type SceneThing,
} from '../../../../src/components/explainers/nms/editing/scene-things.ts';
import {
  addedOf,
  editsField,
  MOST_EDITS,
  nextNumber,
  placeThing,
  removeThing,
  streetEdits,
  type SceneEdit,
} from '../../../../src/components/explainers/nms/scene-edits.ts';
import { nmsState, showsBuiltScene } from '../../../../src/components/explainers/nms/state.ts';
import { viewOf } from '../../../../src/components/explainers/nms/view.ts';
import {
  bakeWorld,
  buildWorld,
  openGround,
  renderFrame,
  SCENES,
} from '../../../../src/world/index.ts';

const { read, write } = editsField;
const TEXT = 'p3,-1.25,13.5,90_c2_P1,0.5,12,270';
const size = { width: 640, height: 400 };
const outlook = { camera: SCENES.crossing.camera, ground: openGround({}), ...size };
const person = { kind: 'person', style: undefined, child: false } as const;

describe('the changes in the address', () => {
  test('are short, readable, and read back as themselves', () => {
    const edits = read(TEXT);
    expect(edits).toEqual([
      { added: false, kind: 'person', number: 3, place: { x: -1.25, z: 13.5, yaw: 90 } },
      { added: false, kind: 'car', number: 2, place: null },
      { added: true, kind: 'person', number: 1, place: { x: 0.5, z: 12, yaw: 270 } },
    ]);
    expect(edits && write(edits)).toBe(TEXT);
    const state = { ...nmsState.initial, edits: edits ?? [] };
    expect(nmsState.encode(state)).toBe(`v=1&edits=${TEXT}`);
    expect(nmsState.decode(`#v=1&edits=${TEXT}`).state).toEqual(state);
    expect(showsBuiltScene(nmsState.initial, 'crossing')).toBe(true);
    expect(showsBuiltScene(state, 'crossing')).toBe(false);
  });

  test.each([
    'x3,1,2,3',
    'p',
    'P1',
    'p1,2',
    'p1,2,3',
    'p1,2,3,360',
    'p1,1e9,3,0',
    'p1,61,3,0',
    'p1,0,131,0',
    'p1,0,-31,0',
    'p1,0.123,3,0',
    'p1,NaN,3,0',
    'p1,1,2,-3',
    'p1,1,2,1.5',
    'p1234',
    'p1_p1',
    'p1_',
    '_',
    'constructor',
    'p1,2,3,4_<script>',
    Array.from({ length: MOST_EDITS + 1 }, (_, at) => `p${at}`).join('_'),
  ])('mean the street as it is when they are %s', (text) => {
    expect(read(text)).toBeUndefined();
    const { outcome, state } = nmsState.decode(`#v=1&edits=${encodeURIComponent(text)}`);
    expect(outcome).toBe('invalid');
    expect(state.edits).toEqual([]);
  });

  test('fit into an address however many there are', () => {
    const many = Array.from({ length: MOST_EDITS }, (_, at) => `p${at + 900},-12.25,103.75,359`);
    expect(read(many.join('_'))).toHaveLength(MOST_EDITS);
    expect(
      nmsState.encode({ ...nmsState.initial, edits: read(many.join('_')) ?? [] }).length,
    ).toBeLessThan(2000);
  });
});

describe('changing the changes', () => {
  const name = { added: false, kind: 'person', number: 3 } as const;
  const there = { x: 1.234, z: 5.678, yaw: -15.2 };

  test('a place is kept to the centimetre and the degree, once for each thing', () => {
    const once = placeThing([], name, there);
    expect(write(once)).toBe('p3,1.23,5.68,345');
    expect(write(placeThing(once, name, { x: 2, z: 9, yaw: 360 }))).toBe('p3,2,9,0');
  });

  test('a thing of the scene is remembered as taken away, an added one is forgotten', () => {
    expect(write(removeThing(placeThing([], name, there), name))).toBe('p3');
    const added = { added: true, kind: 'car', number: 1 } as const;
    expect(removeThing(placeThing([], added, there), added)).toEqual([]);
  });

  test('there is room for a bounded number', () => {
    let edits: readonly SceneEdit[] = [];
    for (let number = 0; number < MOST_EDITS + 5; number += 1)
      edits = placeThing(edits, { ...name, number }, there);
    expect(edits).toHaveLength(MOST_EDITS);
    expect(removeThing(edits, { ...name, number: 500 })).toBe(edits);
    expect(removeThing(edits, { ...name, number: 5 })).toHaveLength(MOST_EDITS);
  });

  test('the street gets changes of its own things first, whatever came first', () => {
    const edits = read('P2,0,9,0_p1_C3,1,10,90_b0,2,11,180') ?? [];
    expect(streetEdits(edits).map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'remove person',
      'move bicycle',
      'add person',
      'add car',
    ]);
    expect(nextNumber(edits, 'person')).toBe(3);
    expect(nextNumber(edits, 'bicycle')).toBe(1);
    expect(write(addedOf(edits))).toBe('P2,0,9,0_C3,1,10,90');
  });
});

describe('history', () => {
  const start: EditHistory = { street: 'crossing 0', past: [], now: '', future: [] };
  const walk = (...texts: string[]) =>
    texts.reduce((history, text) => advance(history, 'crossing 0', text), start);

  test('a step back is undoing, a step forward doing again, a new one ends the future', () => {
    expect(walk('a', 'b')).toMatchObject({ past: ['', 'a'], now: 'b', future: [] });
    expect(walk('a', 'b', 'a')).toMatchObject({ past: [''], now: 'a', future: ['b'] });
    expect(walk('a', 'b', 'a', '')).toMatchObject({ past: [], now: '', future: ['a', 'b'] });
    expect(walk('a', 'b', 'a', 'b')).toMatchObject({ past: ['', 'a'], now: 'b', future: [] });
    expect(walk('a', 'b', 'a', 'c')).toMatchObject({ past: ['', 'a'], now: 'c', future: [] });
  });

  test('another street starts anew, and no history grows without end', () => {
    expect(advance(walk('a', 'b'), 'twins 0', '')).toMatchObject({ past: [], now: '' });
    const texts = Array.from({ length: 300 }, (_, at) => `t${at}`);
    expect(walk(...texts).past).toHaveLength(100);
  });
});

describe('places as the camera sees them', () => {
  test('a step right and ahead is seen as such', () => {
    const { camera } = outlook;
    const from = { x: 1, z: 12 };
    const before = seenFrom(camera, from);
    const after = seenFrom(camera, stepFrom(camera, from, 0.25, -1));
    expect(after.right - before.right).toBeCloseTo(0.25, 9);
    expect(after.ahead - before.ahead).toBeCloseTo(-1, 9);
  });

  test('the ground under a point is drawn at that point; above the horizon it is far away', () => {
    const [x, y] = pointOf(outlook, groundAt(outlook, 200, 300));
    expect(x).toBeCloseTo(200, 3);
    expect(y).toBeCloseTo(300, 3);
    expect(seenFrom(outlook.camera, groundAt(outlook, 320, 5)).ahead).toBeCloseTo(60, 6);
  });

  test('nothing is put behind the camera, beyond sight, or into a house', () => {
    const behind = allowedPlace(outlook, person, { x: 1, z: -20, yaw: 0 });
    expect(seenFrom(outlook.camera, behind).ahead).toBeGreaterThan(2);
    const far = allowedPlace(outlook, person, { x: 1, z: 120, yaw: 0 });
    expect(seenFrom(outlook.camera, far).ahead).toBeLessThan(60.1);
    expect(allowedPlace(outlook, person, { x: 50, z: 10, yaw: 0 }).x).toBeLessThan(9);
    const bus = { kind: 'car', style: 'bus', child: false } as const;
    const near = allowedPlace(outlook, bus, { x: 1, z: 3, yaw: 0 });
    expect(seenFrom(outlook.camera, near).ahead).toBeGreaterThan(7);
  });

  test('in words', () => {
    const { camera } = outlook;
    const ahead = stepFrom(camera, { x: camera.eye[0], z: camera.eye[2] }, -1.5, 8);
    expect(whereabouts(camera, { ...ahead, yaw: 180 })).toBe(
      '8.0 m ahead, 1.5 m to the left, facing you',
    );
    expect(whereabouts(camera, { ...ahead, yaw: 90 })).toContain('facing right');
    expect(whereabouts(camera, { ...ahead, yaw: 0 })).toContain('facing away');
    expect(whereabouts(camera, { ...ahead, yaw: 270 })).toContain('facing left');
  });
});

/** A small crossing as it is drawn with changes. */
function draw(edits: readonly SceneEdit[]): Scenery & { width: number } {
  const { spec, camera } = viewOf({ ...nmsState.initial, edits }, size);
  const world = buildWorld(spec);
  const frame = renderFrame(bakeWorld(world, 256), camera, { width: 320, height: 200, samples: 1 });
  return { frame: { ...frame, things: world.things }, edits, width: 640 };
}

describe('things of a drawn picture', () => {
  const edits = read('P1,1.5,8,180_C2,-2,14,90') ?? [];
  const scenery = draw(edits);
  const things = thingsOf(scenery, edits, 640);
  const find = (list: readonly SceneThing[], key: string) =>
    list.find((thing) => thing.key === key);

  test('have keys of their own, and the added ones those of their changes', () => {
    expect(new Set(things.map(({ key }) => key)).size).toBe(things.length);
    expect(find(things, 'P1')).toMatchObject({ word: 'person', place: { x: 1.5, z: 8, yaw: 180 } });
    expect(find(things, 'C2')).toMatchObject({ word: 'taxi', style: 'taxi' });
  });

  test('an outline lies around what is drawn of the thing', () => {
    const added = find(things, 'P1');
    const box = added?.box;
    expect(box).toBeTruthy();
    if (!added || !box) return;
    const ghost = ghostOf(outlook, added);
    for (const side of [0, 1, 2, 3] as const)
      expect(Math.abs((ghost.box[side] ?? 0) - box[side])).toBeLessThan(40);
    expect(ghost.ground).toHaveLength(4);
    const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
    expect(thingAt(things, ...middle, 0)?.key).toBe('P1');
    expect(thingAt(things, 2, 2, 0)).toBeUndefined();
  });

  test('follow changes that are not drawn yet', () => {
    const person = things.find(({ key }) => key === 'p0');
    expect(person).toBeDefined();
    if (!person) return;
    const moved = thingsOf(scenery, placeThing(edits, person, { x: 1, z: 11, yaw: 5 }), 640);
    expect(find(moved, 'p0')?.place).toEqual({ x: 1, z: 11, yaw: 5 });
    expect(find(thingsOf(scenery, removeThing(edits, person), 640), 'p0')).toBeUndefined();
    expect(find(thingsOf(scenery, read('C2,-2,14,90') ?? [], 640), 'P1')).toBeUndefined();
    const more = thingsOf(scenery, [...edits, ...(read('B7,0,10,0') ?? [])], 640);
    expect(find(more, 'B7')).toMatchObject({ word: 'bicycle', box: null });
  });

  test('are chosen from left to right, and only those that can be seen', () => {
    const order = inReadingOrder(things);
    expect(order.length).toBeGreaterThan(5);
    expect(order.length).toBeLessThan(things.length);
    for (const [at, { box }] of order.entries()) {
      const last = order[at - 1]?.box;
      if (last && box) expect(box[0] + box[2]).toBeGreaterThanOrEqual(last[0] + last[2]);
    }
  });
});

test('the street is as it is for those who change nothing', () => {
  const { spec } = viewOf(nmsState.initial, size);
  expect(spec).toEqual({ ...SCENES.crossing.spec, time: 0, edits: [] });
});
