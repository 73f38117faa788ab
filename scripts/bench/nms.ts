import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { nms, type Box } from '../../src/vision/index.ts';
import { randomSource } from './random.ts';
import { row, type Row } from './row.ts';
import { medians, type Contender } from './stopwatch.ts';

const IOU_THRESHOLD = 0.5;

/** Greedy suppression against TF.js on its CPU and WASM backends, tensors already made. */
export async function bench(): Promise<Row[]> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const rows: Row[] = [];
  for (const count of [100, 1000, 10_000]) {
    for (const scene of ['clustered', 'scattered'] as const) {
      rows.push(await compare(count, scene));
    }
  }
  return rows;
}

async function compare(count: number, scene: 'clustered' | 'scattered'): Promise<Row> {
  const { boxes, scores } = makeBoxes(count, scene);
  const cpu = await tensorflow('cpu', boxes, scores);
  const wasm = await tensorflow('wasm', boxes, scores);
  const ours: Contender = { run: () => nms(boxes, scores, IOU_THRESHOLD) };
  const times = medians({ ours, cpu, wasm }, { fewest: count > 1000 ? 5 : 15 });
  const answers = [ours, cpu, wasm].map(({ prepare, run }) => {
    prepare?.();
    return String(run());
  });
  const agree = new Set(answers).size === 1;
  const [faster, name] = times.cpu <= times.wasm ? [times.cpu, 'CPU'] : [times.wasm, 'WASM'];
  const note = `TF.js ${name} is the faster; same result: ${agree ? 'yes' : 'NO'}`;
  return row(`NMS, ${count} ${scene} boxes`, times.ours, faster, note);
}

/** A call of TF.js on one of its backends, with the tensors made beforehand. */
async function tensorflow(
  backend: 'cpu' | 'wasm',
  boxes: readonly Box[],
  scores: readonly number[],
): Promise<Contender> {
  await tf.setBackend(backend);
  const corners = tf.tensor2d(boxes.map(([x1, y1, x2, y2]) => [y1, x1, y2, x2]));
  const confidences = tf.tensor1d([...scores]);
  return {
    prepare: () => void tf.setBackend(backend),
    run: () => {
      const kept = tf.image.nonMaxSuppression(corners, confidences, boxes.length, IOU_THRESHOLD);
      const indices = kept.dataSync();
      kept.dispose();
      return indices;
    },
  };
}

/** Boxes in 32-bit numbers: eight around each object, as a detector gives, or anywhere. */
function makeBoxes(count: number, scene: 'clustered' | 'scattered') {
  const random = randomSource(count);
  const boxes: Box[] = [];
  const scores: number[] = [];
  let [x, y, width, height] = [0, 0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    if (scene === 'scattered' || i % 8 === 0) {
      [x, y] = [random() * 1200, random() * 700];
      [width, height] = [16 + random() * 100, 16 + random() * 100];
    }
    const shift = () => (random() - 0.5) * 0.3 * Math.min(width, height);
    const corners = [x + shift(), y + shift(), x + width + shift(), y + height + shift()] as const;
    boxes.push([
      Math.fround(corners[0]),
      Math.fround(corners[1]),
      Math.fround(corners[2]),
      Math.fround(corners[3]),
    ]);
    scores.push(Math.fround(random()));
  }
  return { boxes, scores };
}
