import type { Box } from '../../../vision/index.ts';
import type { AnchorSet } from './anchor-set.ts';

/** What was computed for truths over sets of anchors. */
export type Cache<V> = WeakMap<AnchorSet, WeakMap<Box, V>>;

/** Computes a value once for each box of each set: while one truth is dragged the others keep theirs. */
export function remember<V>(cache: Cache<V>, set: AnchorSet, box: Box, make: () => V): V {
  const known = cache.get(set) ?? new WeakMap<Box, V>();
  cache.set(set, known);
  const value = known.get(box) ?? make();
  known.set(box, value);
  return value;
}
