import { expect, test } from 'vitest';
import { geometryOf } from '../../../../src/components/explainers/convolution/geometry.ts';
import { PRESETS } from '../../../../src/components/explainers/convolution/presets.ts';
import { DOMAINS } from '../../../../src/components/explainers/convolution/settings.ts';
import type { NumberName } from '../../../../src/components/explainers/convolution/settings.ts';
import { CONVOLUTION_STATE } from '../../../../src/components/explainers/convolution/state.ts';
import {
  lastStep,
  LARGEST_OUTPUT,
  possibleGroups,
  problemOf,
  reachOf,
  repair,
} from '../../../../src/components/explainers/convolution/validity.ts';
import { randomNumbers, repairedStates, wildState } from './every-state.ts';

const { initial, encode, decode } = CONVOLUTION_STATE;
const names = Object.keys(DOMAINS) as NumberName[];

test('the default is valid, and so is every preset, as it stands', () => {
  expect(problemOf(initial)).toBeNull();
  for (const { part } of PRESETS) {
    const state = { ...initial, ...part };
    expect(problemOf(state)).toBeNull();
    expect(decode(encode(state)).state).toEqual(state);
  }
});

test('whatever is thrown at it, repair gives a layer with an output that fits', () => {
  const random = randomNumbers(11);
  let mended = 0;
  for (let round = 0; round < 500; round += 1) {
    const wild = wildState(random);
    if (problemOf(wild) !== null) mended += 1;
    const state = repair(wild, initial);
    expect(problemOf(state)).toBeNull();
    expect(state.step).toBeLessThanOrEqual(lastStep(state));
  }
  expect(mended).toBeGreaterThan(100);
});

test('repair leaves a valid state as it is', () => {
  for (const state of repairedStates(60)) expect(repair(state, initial)).toEqual(state);
});

test('everything within the reach of a control is valid, and one further is not', () => {
  for (const state of repairedStates(25, 5)) {
    for (const name of names) {
      if (['in-channels', 'out-channels', 'groups'].includes(name)) continue;
      const [least, most] = reachOf(state, name);
      for (let value = least; value <= most; value += 1) {
        expect(problemOf({ ...state, [name]: value }), `${name} ${value}`).toBeNull();
      }
      for (const beyond of [least - 1, most + 1]) {
        if (beyond < DOMAINS[name][0] || beyond > DOMAINS[name][1]) continue;
        expect(problemOf({ ...state, [name]: beyond })).not.toBeNull();
      }
    }
  }
});

test('changing channels keeps the groups a divisor of both', () => {
  const depthwise = { ...initial, 'in-channels': 4, 'out-channels': 4, groups: 4 };
  expect(problemOf(depthwise)).toBeNull();
  const narrower = repair({ ...depthwise, 'out-channels': 2 }, initial);
  expect(narrower.groups).toBe(2);
  expect(possibleGroups({ ...depthwise, 'in-channels': 3 })).toEqual([1]);
});

test('a link of fields that do not go together is refused with the reason', () => {
  const cases = [
    ['v=1&groups=2', 'groups do not divide'],
    ['v=1&dilation=3&kernel-height=5&size=4', 'leave no output'],
    ['v=1&padding-mode=same&stride=2', 'stride of 1'],
    ['v=1&padding-mode=same&stride-width=2', 'stride of 1'],
    ['v=1&padding-mode=reflect&padding=3&size=3', 'mirror'],
    ['v=1&operation=transposed&stride=4&size=8', 'cells a side'],
    ['v=1&operation=transposed&padding-mode=reflect', 'no padding called reflect'],
    ['v=1&operation=transposed&output-padding=1', 'leave no output'],
    ['v=1&step=36', 'last output'],
  ] as const;
  for (const [hash, reason] of cases) {
    const decoded = decode(hash);
    expect(decoded.state).toEqual(initial);
    expect(decoded.outcome).toBe('invalid');
    expect(decoded.outcome === 'invalid' && decoded.reason).toContain(reason);
  }
});

test('every state that the figure can be in is written to a link and read back', () => {
  for (const state of repairedStates(60, 8)) {
    expect(decode(encode(state))).toEqual({
      outcome: encode(state) === '' ? 'absent' : 'read',
      state,
    });
    expect(Math.max(...geometryOf(state).output)).toBeLessThanOrEqual(LARGEST_OUTPUT);
  }
});
