import { describe, expect, test } from 'vitest';
import { download, type Fetch } from '../../../src/runtime/download.ts';
import { isAbort, type RuntimeError } from '../../../src/runtime/errors.ts';

const signal = new AbortController().signal;

async function codeOf(fetch: Fetch, stop = signal): Promise<string> {
  try {
    await download('https://site.test/a.bin', { signal: stop, fetch, cache: 'default' });
    return 'none';
  } catch (error) {
    if (isAbort(error)) return 'abort';
    return (error as RuntimeError).code;
  }
}

/** A body of two chunks that then ends, or breaks off. */
function body(breaksOff: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Uint8Array.of(1, 2, 3));
      controller.enqueue(Uint8Array.of(4));
    },
    pull(controller) {
      if (breaksOff) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
}

describe('a download', () => {
  test('joins its chunks and tells the bytes so far', async () => {
    const told: number[] = [];
    const bytes = await download('https://site.test/a.bin', {
      signal,
      cache: 'default',
      fetch: () => Promise.resolve(new Response(body(false))),
      onBytes: (count) => told.push(count),
    });
    expect([...bytes]).toEqual([1, 2, 3, 4]);
    expect(told).toEqual([3, 4]);
  });

  test('says offline, missing or truncated', async () => {
    expect(await codeOf(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('offline');
    expect(await codeOf(() => Promise.resolve(new Response('', { status: 404 })))).toBe('missing');
    expect(await codeOf(() => Promise.resolve(new Response(body(true))))).toBe('truncated');
  });

  test('that is cancelled is no error', async () => {
    const controller = new AbortController();
    controller.abort();
    const reject: Fetch = () => Promise.reject(new TypeError('aborted'));
    expect(await codeOf(reject, controller.signal)).toBe('abort');
    const breaks: Fetch = () => Promise.resolve(new Response(body(true)));
    expect(await codeOf(breaks, controller.signal)).toBe('abort');
  });
});
