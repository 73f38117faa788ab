import { expect, test, vi } from 'vitest';
import { once } from '../../../src/components/figures/once.ts';

test('computes when it is read, and never twice, not even nothing', () => {
  const make = vi.fn(() => undefined);
  const read = once(make);
  expect(make).not.toHaveBeenCalled();
  expect(read()).toBeUndefined();
  expect(read()).toBeUndefined();
  expect(make).toHaveBeenCalledOnce();
});
