import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ANCHORS_CHALLENGES } from '../../../../src/components/explainers/anchors/challenges.ts';
import { packBoxes, unpackBoxes } from '../../../../src/components/explainers/anchors/scene.ts';
import { percent } from '../../../../src/components/explainers/anchors/sentences.ts';
import {
  INPUT,
  type AnchorsState,
} from '../../../../src/components/explainers/anchors/settings.ts';
import { SCENE } from './scene.ts';
import { codec, at } from './measured.ts';

/** The finest level has ten thousand cells. */
const SLOW = { timeout: 30_000 };
const words = readFileSync('src/content/explainers/anchors.mdx', 'utf8');

test('no challenge is solved at the start, and each can be solved', SLOW, () => {
  const solutions: Record<string, Partial<AnchorsState>> = {
    lean: { shapes: 'k-means', k: 5, strides: [4, 8, 16, 32], size: 2 },
    'cover-95': { strides: [2, 4, 8, 16], scales: 1, ratios: [1, 2, 4] },
    'nobody-forced': { shapes: 'k-means', k: 9, strides: [2, 4, 8, 16] },
  };
  for (const { slug, solved, progress } of ANCHORS_CHALLENGES) {
    expect(solved(at()), slug).toBe(false);
    expect(solved(at(solutions[slug])), `${slug}: ${progress(at(solutions[slug]))}`).toBe(true);
    expect(words).toContain(`slug: ${slug}`);
  }
  const lazy = at({ ...solutions['nobody-forced'], forced: true });
  expect(ANCHORS_CHALLENGES[2]!.solved(lazy)).toBe(false);
});

test('a state survives its address, a hostile one gives the defaults', () => {
  const state: AnchorsState = {
    ...codec.initial,
    strides: [4, 16],
    shapes: 'k-means',
    size: 2.5,
    high: 0.7,
    low: 0.3,
    forced: true,
    method: 'hungarian',
    level: 4,
    truths: [{ classId: 0, box: [10, 20.4, 60.2, 50] }],
    thing: 0,
  };
  expect(codec.decode(codec.encode(state))).toEqual({ outcome: 'read', state });
  expect(codec.encode(codec.initial)).toBe('');
  const hostile = [
    'strides=3', 'strides=', 'strides=8,4', 'ratios=1,1', 'scales=3&ratios=0.25,0.5,1,2', 'scales=9',
    'size=0', 'size=1e9', 'k=0', 'k=10', 'high=0.3', 'high=0.95', 'low=0.6', 'method=detr', 'level=3.5',
    'truths=2,0,0,300,20', 'truths=9,0,0,20,20', 'truths=2,20,20,20,20', 'truths=2,0,0,NaN,20', 'truths=_',
    `truths=${'2,0,0,20,20_'.repeat(40)}2,0,0,20,20`, 'thing=23', 'thing=-1', 'truths=&thing=1', 'rank=100',
  ]; // prettier-ignore
  for (const part of hostile) {
    expect(codec.decode(`v=1&${part}`), part).toMatchObject({
      outcome: 'invalid',
      state: codec.initial,
    });
  }
  expect(codec.decode('v=1&truths=&thing=0').state.truths).toEqual([]);
  expect(codec.complete({ low: 0.9 })).toEqual(codec.initial);
});

test('boxes survive being packed, and those of the streets lie inside the input', () => {
  expect(unpackBoxes(packBoxes(SCENE.boxes))).toEqual(SCENE.boxes);
  expect(unpackBoxes('')).toEqual([]);
  expect(SCENE.frames).toBe(24);
  for (const [x1, y1, x2, y2] of SCENE.boxes) {
    expect(x1 >= 0 && y1 >= 0 && x2 <= INPUT.width && y2 <= INPUT.height && y2 - y1 >= 10).toBe(
      true,
    );
  }
});

test('numbers are written for people', () => {
  expect([percent(1), percent(0.9999), percent(0.158)]).toEqual([
    '100.0\u00a0%',
    '99.9\u00a0%',
    '15.8\u00a0%',
  ]);
});

test('the questions link to states that can be read and show what they say', () => {
  const folder = 'src/content/questions/detection';
  const states = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    return [...text.matchAll(/slug: anchors\n\s+state: (\S+)/g)].map((match) => match[1] ?? '');
  });
  expect(states.length).toBeGreaterThanOrEqual(3);
  for (const state of states) expect(codec.decode(state).outcome, state).toBe('read');
  const unreached = at(codec.decode('v=1&level=8&thing=13').state);
  expect(unreached.state.truths[13]?.classId).toBe(2);
  expect(unreached.pair?.iou).toBeLessThan(unreached.state.low);
});
