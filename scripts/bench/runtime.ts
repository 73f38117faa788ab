/**
 * The networks: the time from nothing to the first live prediction, the detector and the classifier on every
 * backend of Chromium side by side, and our passes beside the same networks written with the full
 * `@tensorflow/tfjs`.
 */
import type { Backend } from '../../src/runtime/engine.ts';
import { buildHarness } from '../../tests/browser/runtime-harness/build.ts';
import { serve } from '../serve.ts';
import { row, type Row } from './row.ts';
import { coldDetection, sideBySide, type Question, type Timing } from './runtime/chromium.ts';
import { againstFullPackage } from './runtime/full-package.ts';
import { areModelsThere, CROP, FRAME, GRADIENT, MODELS } from './runtime/models.ts';
import { median } from './stopwatch.ts';

/** What the first live prediction may take, cold, on WebAssembly and two cores. */
const FIRST_PREDICTION_LIMIT = 1500;
const COLD_ROUNDS = 5;

const BACKENDS: readonly Backend[] = ['wasm', 'webgl', 'cpu', 'webgpu'];

const QUESTIONS: readonly (Question & { readonly name: string })[] = [
  { name: 'detector, a frame', job: 'detect', size: FRAME },
  { name: 'classifier, a crop', job: 'classify', size: CROP },
  { name: 'classifier, input gradient', job: 'inputGradients', ...GRADIENT },
];

export async function bench(): Promise<Row[]> {
  if (!areModelsThere()) return [];
  return [...(await againstFullPackage()), ...(await inChromium())];
}

async function inChromium(): Promise<Row[]> {
  const server = await serve({ folder: await buildHarness(MODELS) });
  try {
    const cold: number[] = [];
    for (let round = 0; round < COLD_ROUNDS; round += 1) {
      cold.push(await coldDetection(server.origin, 'wasm', FRAME));
    }
    const limit = `limit ${FIRST_PREDICTION_LIMIT} ms`;
    const { graphics, timings } = await sideBySide(server.origin, QUESTIONS, BACKENDS);
    return [
      row('first live prediction, cold, wasm', median(cold), FIRST_PREDICTION_LIMIT, limit),
      ...QUESTIONS.flatMap(({ name }, i) => rowsOf(name, timings[i] ?? [], graphics)),
    ];
  } finally {
    await server.close();
  }
}

/** One row for each backend. WebAssembly is held against plain JavaScript, and the others against it. */
function rowsOf(name: string, timings: readonly Timing[], graphics: string): Row[] {
  return timings.map(({ backend, first, each }) => {
    const other = backend === 'wasm' ? 'cpu' : 'wasm';
    const reference = timings.find((timing) => timing.backend === other)?.each ?? null;
    const isOnGraphics = backend === 'webgl' || backend === 'webgpu';
    const notes = [`against ${other}`, `first after ${first.toFixed(0)} ms`];
    if (isOnGraphics) notes.push(graphics);
    return row(`${name}, ${backend} in Chromium`, each, reference, notes.join(', '));
  });
}
