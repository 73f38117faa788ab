import type { Result } from 'lighthouse';
import { expect, test } from 'vitest';
import { judged } from '../../../scripts/lighthouse.ts';

/** What Lighthouse says of a load that failed with this code, or of one that did not. */
const said = (code?: string) =>
  (code ? { runtimeError: { code, message: `It was ${code}.` } } : {}) as Result;

/** Loads that end with these codes, one after another, and how many were asked for. */
function loads(...codes: (string | undefined)[]) {
  const asked = { times: 0 };
  const load = () => Promise.resolve(said(codes[asked.times++]));
  return { asked, load };
}

test('a load whose trace began too late is repeated once', async () => {
  const { asked, load } = loads('NO_NAVSTART', undefined);
  expect(await judged(load)).toEqual({});
  expect(asked.times).toBe(2);
});

test('a second one fails, as does any other error at once', async () => {
  const late = loads('NO_NAVSTART', 'NO_NAVSTART', undefined);
  await expect(judged(late.load)).rejects.toThrow('It was NO_NAVSTART.');
  expect(late.asked.times).toBe(2);
  const blank = loads('NO_FCP', undefined);
  await expect(judged(blank.load)).rejects.toThrow('It was NO_FCP.');
  expect(blank.asked.times).toBe(1);
});
