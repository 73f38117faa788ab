/**
 * The detector: the time from nothing to the first live prediction, inference on every backend of
 * Chromium, and our forward pass beside the same network written with the full `@tensorflow/tfjs`.
 */
import * as tf from '@tensorflow/tfjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { detectorOutputs } from '../../src/runtime/detector-network.ts';
import { asDetector } from '../../src/runtime/card.ts';
import { readCard } from '../../src/runtime/model-files.ts';
import { runInNode, startNodeBackend } from '../../src/runtime/node.ts';
import type { Ops } from '../../src/runtime/ops.ts';
import { parseWeights } from '../../src/runtime/weights.ts';
import { buildHarness } from '../../tests/browser/runtime-harness/build.ts';
import type { Harness } from '../../tests/browser/runtime-harness/main.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { serve } from '../serve.ts';
import { row, type Row } from './row.ts';
import { medians } from './stopwatch.ts';

const MODELS = process.env['MODELS'] ?? 'public/models';
const readModelFile = (path: string): Uint8Array => readFileSync(join(MODELS, path));

/** What the first live prediction may take, cold, on WebAssembly and two cores. */
const FIRST_PREDICTION_LIMIT = 1500;

declare global {
  interface Window {
    harness: Harness;
  }
}

export async function bench(): Promise<Row[]> {
  if (!existsSync(join(MODELS, 'detector/card.json'))) return [];
  return [...(await againstFullPackage()), ...(await inChromium())];
}

/** The same network by the public functions of the full package, one kernel per function. */
const publicOps: Ops<tf.Tensor> = {
  convolution: (
    input,
    kernel,
    bias,
    { stride, padding: [top, bottom, left, right], activation },
  ) => {
    const around: tf.backend_util.ExplicitPadding = [[0, 0], [top, bottom], [left, right], [0, 0]]; // prettier-ignore
    const [x, filter] = [input as tf.Tensor4D, kernel as tf.Tensor4D];
    const sum = tf.add(tf.conv2d(x, filter, stride, around, 'NHWC', 1, 'floor'), bias);
    return activation === 'relu' ? tf.relu(sum) : sum;
  },
  add: (a, b) => tf.add(a, b),
  relu: (x) => tf.relu(x),
  enlarge: (x, height, width) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [height, width]),
};

async function againstFullPackage(): Promise<Row[]> {
  await startNodeBackend('wasm');
  const card = asDetector(readCard(readModelFile('detector/card.json')));
  const weights = new Map(
    [...parseWeights(card.tensors, readModelFile('detector/weights.bin'))].map(
      ([name, { shape, values }]) => [name, tf.tensor(values, [...shape])],
    ),
  );
  const { width, height } = card.input;
  const input = new Float32Array(width * height * 3);
  const ours = (): unknown => runInNode(input, readModelFile);
  const theirs = (): void => {
    const outputs = tf.tidy(() =>
      detectorOutputs(publicOps, card, weights, tf.tensor(input, [1, height, width, 3])).flatMap(
        ({ logits, deltas }) => [logits, deltas],
      ),
    );
    for (const output of outputs) {
      output.dataSync();
      output.dispose();
    }
  };
  const times = medians({ ours: { run: ours }, theirs: { run: theirs } });
  const name = 'detector, forward pass, wasm in Node';
  return [row(name, times.ours, times.theirs, 'against full @tensorflow/tfjs')];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function inChromium(): Promise<Row[]> {
  const server = await serve({ folder: await buildHarness(MODELS) });
  const rows: Row[] = [];
  try {
    const cold: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      cold.push((await measure(server.origin, 'wasm', 0)).first);
    }
    const limit = `limit ${FIRST_PREDICTION_LIMIT} ms`;
    rows.push(
      row('first live prediction, cold, wasm', median(cold), FIRST_PREDICTION_LIMIT, limit),
    );
    for (const [backend, runs] of [
      ['wasm', 20],
      ['webgl', 5],
      ['cpu', 5],
      ['webgpu', 3],
    ] as const) {
      const { first, each } = await measure(server.origin, backend, runs);
      const note = `first after ${first.toFixed(0)} ms, no graphics processor`;
      rows.push(row(`detector, inference, ${backend} in Chromium`, each, null, note));
    }
  } finally {
    await server.close();
  }
  return rows;
}

/** Milliseconds in a browser of its own: to the first prediction, and of each later one. */
async function measure(
  origin: string,
  backend: 'wasm' | 'webgl' | 'cpu' | 'webgpu',
  runs: number,
): Promise<{ first: number; each: number }> {
  const flags = backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [];
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_FLAGS, ...flags],
  });
  try {
    const page: Page = await browser.newPage();
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'harness' in window);
    const times = await page.evaluate(
      async ([choice, count]) => {
        const { engine } = window.harness;
        const data = Uint8ClampedArray.from({ length: 163_840 }, (_, i) => (i * 37) % 251);
        const picture = { width: 256, height: 160, data };
        const start = performance.now();
        await engine.detect(picture, { backend: choice });
        const first = performance.now() - start;
        const later: number[] = [];
        for (let run = 0; run < count; run += 1) {
          later.push((await engine.detect(picture, { backend: choice })).ms);
        }
        return { first, later };
      },
      [backend, runs] as const,
    );
    return { first: times.first, each: median(times.later) };
  } finally {
    await browser.close();
  }
}
