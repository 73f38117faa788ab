import { describe, expect, test } from 'vitest';
import { countsLine, readCounts, skipReasons } from '../../../scripts/counts.ts';

describe('the counts of a command', () => {
  test.each([
    ['ours', 'ok   a\nFAIL b\n1 passed, 1 failed\n', [1, 1, 0]],
    [
      'ours, where all was skipped',
      'skipped: no Firefox\n0 passed, 0 failed, 7 skipped\n',
      [0, 0, 7],
    ],
    ['the last of several', '5 passed, 0 failed\n2 passed, 3 failed\n', [2, 3, 0]],
    ['Vitest’s', ' Test Files  9 passed (9)\n      Tests  130 passed (130)\n', [130, 0, 0]],
    ['Vitest’s with all kinds', '      Tests  1 failed | 20 passed | 3 skipped (24)\n', [20, 1, 3]],
    ['Vitest’s, all failed', '      Tests  4 failed (4)\n', [0, 4, 0]],
    ['Vitest’s, all skipped', '      Tests  4 skipped (4)\n', [0, 0, 4]],
  ])('are read: %s', (_, output, [passed, failed, skipped]) => {
    expect(readCounts(output)).toEqual({ passed, failed, skipped });
  });

  test('are null where nothing was counted', () => {
    expect(readCounts('Segmentation fault')).toBeNull();
  });

  test('name what was skipped only where something was', () => {
    expect(countsLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(countsLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});

test('reasons are kept once each, wherever they stand in the output', () => {
  const output =
    'stdout | a.test.ts\nskipped: no PyTorch\n\nskipped: no SciPy\nskipped: no PyTorch\n';
  expect(skipReasons(output)).toEqual(['no PyTorch', 'no SciPy']);
});
