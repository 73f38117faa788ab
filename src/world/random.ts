import { hash32 } from './math.ts';

/**
 * A seeded stream of random numbers (mulberry32 on a hashed seed), equal on every engine.
 *
 * One stream shared by everything would reshuffle the whole street when one option changes, so each
 * subsystem and each instance takes its own `fork`.
 */
export class RandomStream {
  private state: number;

  constructor(seed: number) {
    this.state = hash32((seed + 0x9e3779b9) | 0) | 0;
  }

  /** The next number, uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A number, uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the given items; throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('A random pick needs at least one item.');
    return item;
  }

  /** An independent stream that depends on this stream's seed state and the key; this one does not advance. */
  fork(key: number): RandomStream {
    return new RandomStream(hash32(this.state ^ Math.imul(key + 1, 0x85ebca6b)));
  }
}
