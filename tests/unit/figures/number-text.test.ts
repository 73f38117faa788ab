import { expect, test } from 'vitest';
import {
  boxText,
  counted,
  fixed,
  grouped,
  plain,
} from '../../../src/components/figures/number-text.ts';

test('people read a true minus sign and never minus zero', () => {
  expect(fixed(-0.5)).toBe('−0.50');
  expect(fixed(-0.001)).toBe('0.00');
});

test('machines read plain decimals', () => {
  expect(plain(-0.25)).toBe('-0.250');
  expect(plain(-0.00001)).toBe('0.000');
  expect(Number(plain(1 / 3))).toBeCloseTo(1 / 3, 3);
});

test('a box is written with the shortest decimals that read back', () => {
  const box = [0.1, 2, 3.25, 1 / 3];
  expect(boxText(box).split(',').map(Number)).toEqual(box);
});

test('a count agrees with its noun', () => {
  expect(counted(1, 'person', 'people')).toBe('1 person');
  expect(counted(0, 'box', 'boxes')).toBe('0 boxes');
});

test('thousands stand apart', () => {
  expect([0, 7, 999, 7668, 1234567].map(grouped)).toEqual(['0', '7', '999', '7,668', '1,234,567']);
});
