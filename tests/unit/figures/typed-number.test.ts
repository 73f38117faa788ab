import { expect, test } from 'vitest';
import { correctionText, nearestAllowed } from '../../../src/components/figures/typed-number.ts';

const seconds = { min: 0, max: 12, step: 0.5 };
/** Odd numbers up to 9: 10 is within the range, and no step of it. */
const kernel = { min: 1, max: 10, step: 2 };

test('what a field takes stays, without a word', () => {
  for (const typed of [0, 0.5, 7, 12]) {
    expect(nearestAllowed(typed, seconds)).toBe(typed);
    expect(correctionText(typed, typed, seconds)).toBe('');
  }
});

test('what lies outside becomes the nearest end', () => {
  expect([-3, 40, 1e300].map((typed) => nearestAllowed(typed, seconds))).toEqual([0, 12, 12]);
  expect([-3, 40].map((typed) => nearestAllowed(typed, kernel))).toEqual([1, 9]);
  expect(correctionText(-3, 0, seconds)).toBe('The least is 0.');
  expect(correctionText(40, 12, seconds)).toBe('The most is 12.');
  expect(correctionText(10, 9, kernel)).toBe('The most is 9.');
});

test('what lies between two steps becomes the nearer one', () => {
  expect([3.2, 3.3, 11.9].map((typed) => nearestAllowed(typed, seconds))).toEqual([3, 3.5, 12]);
  expect([4, 4.9, 2.1].map((typed) => nearestAllowed(typed, kernel))).toEqual([5, 5, 3]);
  expect(correctionText(3.2, 3, seconds)).toBe('The nearest is 3.');
});

test('what is no number changes nothing', () => {
  expect(nearestAllowed(NaN, seconds)).toBeUndefined();
  expect(correctionText(NaN, 3, seconds)).toBe('No number: 3 stays.');
});
