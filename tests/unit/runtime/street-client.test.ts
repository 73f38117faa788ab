import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAbort, type RuntimeError } from '../../../src/runtime/errors.ts';
import { WorkerStreetRenderer } from '../../../src/runtime/street-client.ts';
import type { StreetReply, StreetRequest } from '../../../src/runtime/street-protocol.ts';
import type { StreetFrame, StreetView } from '../../../src/runtime/street-view.ts';
import { FakeWorker, settle } from './fake-worker.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start(): {
  renderer: WorkerStreetRenderer;
  worker: FakeWorker<StreetRequest, StreetReply>;
  answer: () => Promise<void>;
} {
  const worker = new FakeWorker<StreetRequest, StreetReply>();
  const renderer = new WorkerStreetRenderer(() => worker);
  /** Answers the last request with a frame as wide as its view. */
  const answer = async (): Promise<void> => {
    const request = worker.sent.at(-1);
    if (!request) throw new Error('nothing was asked');
    const { id, view, isDraft } = request;
    const frame = { width: view.width, sharp: !isDraft } as StreetFrame;
    await worker.reply({ type: 'frame', id, frame });
  };
  return { renderer, worker, answer };
}

const camera = { eye: [0, 2, 0], yaw: 0, pitch: 0, field: 0.5 } as const;
const view = (width: number): StreetView => ({ spec: { seed: 1 }, camera, width, height: 10 });
const drawn = ({ sent }: FakeWorker<StreetRequest, StreetReply>): string[] =>
  sent.map(({ view: { width }, isDraft }) => `${width}${isDraft ? ' draft' : ''}`);

async function endOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'fine',
    (error: unknown) => (isAbort(error) ? 'abort' : (error as RuntimeError).code),
  );
}

describe('the street renderer', () => {
  test('draws only the sharp frame when nobody wants a draft', async () => {
    const { renderer, worker, answer } = start();
    const frame = renderer.render(view(64));
    await answer();
    expect((await frame).sharp).toBe(true);
    expect(drawn(worker)).toEqual(['64']);
  });

  test('shows a draft first and the sharp frame once the view rests', async () => {
    const { renderer, worker, answer } = start();
    const onDraft = vi.fn();
    const frame = renderer.render(view(64), { onDraft });
    await answer();
    expect(onDraft).toHaveBeenCalledOnce();
    expect(drawn(worker)).toEqual(['64 draft']);
    await vi.advanceTimersByTimeAsync(100);
    await answer();
    expect((await frame).width).toBe(64);
    expect(drawn(worker)).toEqual(['64 draft', '64']);
  });

  test('draws drafts only while the view moves, and skips those that are already old', async () => {
    const { renderer, worker, answer } = start();
    const seen: number[] = [];
    const onDraft = (frame: StreetFrame): number => seen.push(frame.width);
    const ends = [1, 2, 3, 4].map((width) => endOf(renderer.render(view(width), { onDraft })));
    // 1 was under way when 2, 3 and 4 came: its picture is dropped, 2 and 3 are never drawn.
    await answer();
    await answer();
    await vi.advanceTimersByTimeAsync(100);
    await answer();
    expect(await Promise.all(ends)).toEqual(['abort', 'abort', 'abort', 'fine']);
    expect(drawn(worker)).toEqual(['1 draft', '4 draft', '4']);
    expect(seen).toEqual([4]);
  });

  test('leaves the sharp frame undrawn when a newer view comes while the old one rests', async () => {
    const { renderer, worker, answer } = start();
    const onDraft = vi.fn();
    const first = endOf(renderer.render(view(1), { onDraft }));
    await answer();
    const second = endOf(renderer.render(view(2), { onDraft }));
    expect(await first).toBe('abort');
    await answer();
    await vi.advanceTimersByTimeAsync(100);
    await answer();
    expect(await second).toBe('fine');
    expect(drawn(worker)).toEqual(['1 draft', '2 draft', '2']);
  });

  test('rejects at once by its signal and drops the picture under way', async () => {
    const { renderer, answer } = start();
    const controller = new AbortController();
    const end = endOf(renderer.render(view(1), { signal: controller.signal }));
    controller.abort();
    expect(await end).toBe('abort');
    await answer();
    const next = endOf(renderer.render(view(2)));
    await answer();
    expect(await next).toBe('fine');
  });

  test('says in a sentence that the street cannot be drawn, and can be asked again', async () => {
    const { renderer, worker, answer } = start();
    const end = endOf(renderer.render(view(1)));
    await worker.reply({ type: 'failed', id: 1, detail: 'odd spec' });
    expect(await end).toBe('street');
    const crashed = endOf(renderer.render(view(2)));
    await worker.fail('gone');
    expect(await crashed).toBe('street');
    const next = endOf(renderer.render(view(3)));
    await answer();
    expect(await next).toBe('fine');
  });

  test('ends its worker when closed', async () => {
    const { renderer, worker } = start();
    const end = endOf(renderer.render(view(1)));
    renderer.dispose();
    await settle();
    expect(await end).toBe('abort');
    expect(worker.isTerminated).toBe(true);
  });
});
