import { setTimeout as rest } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { afterTurns, inTurn } from '../../../src/components/figures/turns.ts';

/** Long enough for every turn that waits. */
const quiet = (): Promise<void> => rest(50);

describe('turns', () => {
  test('are taken one a task, first come, first served', async () => {
    const seen: string[] = [];
    inTurn(() => {
      seen.push('first');
      // What comes after in the same task.
      queueMicrotask(() => seen.push('rest of the first task'));
    });
    inTurn(() => seen.push('second'));
    seen.push('asked for');
    await quiet();
    expect(seen).toEqual(['asked for', 'first', 'rest of the first task', 'second']);
  });

  test('a turn that was given back is not taken', async () => {
    const job = vi.fn();
    const other = vi.fn();
    const cancel = inTurn(job);
    inTurn(other);
    cancel();
    await quiet();
    expect(job).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledOnce();
  });

  test('one that fails keeps nobody waiting', async () => {
    const failures: unknown[] = [];
    const listen = (error: unknown): void => void failures.push(error);
    process.once('uncaughtException', listen);
    const [next, last] = [vi.fn(), vi.fn()];
    inTurn(() => {
      throw new Error('broken');
    });
    inTurn(next);
    afterTurns(last);
    await quiet();
    process.off('uncaughtException', listen);
    expect(next).toHaveBeenCalledOnce();
    expect(last).toHaveBeenCalledOnce();
    expect(failures).toEqual([new Error('broken')]);
  });
});

describe('after all turns', () => {
  test('comes at once where none is waiting', () => {
    const job = vi.fn();
    afterTurns(job);
    expect(job).toHaveBeenCalledOnce();
  });

  test('waits for those that a turn asks for', async () => {
    const seen: string[] = [];
    inTurn(() => {
      seen.push('outer');
      inTurn(() => seen.push('inner'));
    });
    afterTurns(() => seen.push('after'));
    expect(seen).toEqual([]);
    await quiet();
    expect(seen).toEqual(['outer', 'inner', 'after']);
  });

  test('waits for the turns that are left, also when one of them asks for it', async () => {
    const seen: string[] = [];
    inTurn(() => {
      seen.push('first');
      afterTurns(() => seen.push('after'));
    });
    inTurn(() => seen.push('second'));
    await quiet();
    expect(seen).toEqual(['first', 'second', 'after']);
  });

  test('one that fails keeps no other from coming', async () => {
    const failures: unknown[] = [];
    const listen = (error: unknown): void => void failures.push(error);
    process.once('uncaughtException', listen);
    const other = vi.fn();
    inTurn(() => undefined);
    afterTurns(() => {
      throw new Error('broken');
    });
    afterTurns(other);
    await quiet();
    process.off('uncaughtException', listen);
    expect(other).toHaveBeenCalledOnce();
    expect(failures).toEqual([new Error('broken')]);
  });

  test('is left undone when it is no longer wanted', async () => {
    const job = vi.fn();
    inTurn(() => undefined);
    afterTurns(job)();
    await quiet();
    expect(job).not.toHaveBeenCalled();
  });
});
