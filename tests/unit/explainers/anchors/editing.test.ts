import { expect, test } from 'vitest';
import {
  anchorAt,
  drawnCells,
  drawnPositives,
  thingAt,
  UNIT,
} from '../../../../src/components/explainers/anchors/drawing.ts';
import {
  addThing,
  boxBetween,
  chooseThing,
  moveThing,
  NEW_BOX,
  removeThing,
} from '../../../../src/components/explainers/anchors/edit.ts';
import { rankOf } from '../../../../src/components/explainers/anchors/measure.ts';
import { MOST_TRUTHS } from '../../../../src/components/explainers/anchors/settings.ts';
import { codec, at } from './measured.ts';

test('anchors of a truth are ranked by IoU, and the rank can be found again', () => {
  const [first, second] = [at(), at({ rank: 1 })];
  expect(second.pair!.iou).toBeLessThanOrEqual(first.pair!.iou);
  expect(rankOf(second, second.pair!.anchor, second.pair!.thing)?.rank).toBe(1);
});

test('cells that learn something are those of the positives', () => {
  const now = at({ level: 8 });
  for (const { x, y, stride } of drawnCells(now)) {
    expect(stride).toBe(8);
    const inside = drawnPositives(now).some(
      ({ box }) =>
        Math.abs((box[0] + box[2]) / 2 - x - 4) < 1e-9 &&
        Math.abs((box[1] + box[3]) / 2 - y - 4) < 1e-9,
    );
    expect(inside).toBe(true);
  }
  expect(drawnCells(now, 'fcos', -1)).toHaveLength(now.by.fcos.positives);
});

test('a place chooses the smallest truth under it, an outline its anchor', () => {
  const now = at({ level: 0 });
  const { box } = now.state.truths[13]!;
  expect(thingAt(now, ((box[0] + box[2]) / 2) * UNIT, ((box[1] + box[3]) / 2) * UNIT)).toBe(13);
  expect(thingAt(now, -50, -50)).toBe(-1);
  const drawn = drawnPositives(now);
  const [wanted] = drawn;
  const found = anchorAt(drawn, wanted!.box[0] * UNIT, wanted!.box[1] * UNIT, 5);
  expect(found?.box[0]).toBeCloseTo(wanted!.box[0], 1);
  expect(anchorAt(drawn, -100, -100, 5)).toBeUndefined();
});

test('editing keeps truths inside, bounded and chosen', () => {
  let state = codec.initial;
  while (state.truths.length < MOST_TRUTHS) {
    state = { ...state, ...addThing(state, { classId: 2, box: NEW_BOX }) };
  }
  expect(addThing(state, { classId: 2, box: NEW_BOX })).toEqual({});
  expect(codec.decode(codec.encode(state)).state).toEqual(state);
  while (state.truths.length > 0) state = { ...state, ...removeThing(state) };
  expect(state.thing).toBe(0);
  expect(removeThing(state)).toEqual({ truths: [], thing: 0, rank: 0 });
  expect(moveThing(state, NEW_BOX)).toEqual({});
  expect(chooseThing(codec.initial, 99)).toEqual({ thing: 22, rank: 0 });
  expect(boxBetween(300, -5, 300, -9)).toEqual([254, 0, 256, 2]);
  expect(boxBetween(40, 30, 10.04, 20)).toEqual([10, 20, 40, 30]);
});
