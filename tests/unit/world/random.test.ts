import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../src/world/random.ts';

const draw = (stream: RandomStream, count: number): number[] =>
  Array.from({ length: count }, () => stream.next());

describe('random streams', () => {
  test('equal seeds give equal numbers, other seeds others', () => {
    expect(draw(new RandomStream(7), 20)).toEqual(draw(new RandomStream(7), 20));
    expect(draw(new RandomStream(7), 20)).not.toEqual(draw(new RandomStream(8), 20));
  });

  test('numbers are uniform between their bounds', () => {
    const stream = new RandomStream(3);
    const numbers = Array.from({ length: 20000 }, () => stream.between(-2, 6));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...numbers)).toBeLessThan(6);
    expect(numbers.reduce((sum, x) => sum + x, 0) / numbers.length).toBeCloseTo(2, 1);
  });

  test('integers reach both bounds', () => {
    const stream = new RandomStream(4);
    const seen = new Set(Array.from({ length: 500 }, () => stream.integer(2, 5)));
    expect([...seen].sort()).toEqual([2, 3, 4, 5]);
  });

  test('a fork does not advance its parent and depends on its key', () => {
    const parent = new RandomStream(9);
    const before = new RandomStream(9);
    const first = draw(parent.fork(1), 5);
    const second = draw(parent.fork(2), 5);
    expect(first).not.toEqual(second);
    expect(draw(parent, 5)).toEqual(draw(before, 5));
  });

  test('a pick from nothing is an error with a sentence', () => {
    expect(() => new RandomStream(1).pick([])).toThrow('A random pick needs at least one item.');
  });
});
