import * as tf from '@tensorflow/tfjs';
import { asClassifier, asDetector, type ModelCard } from '../../../src/runtime/card.ts';
import { outputOf } from '../../../src/runtime/classifier-network.ts';
import { detectorOutputs } from '../../../src/runtime/detector-network.ts';
import { readCard } from '../../../src/runtime/model-files.ts';
import {
  activationsInNode,
  inputGradientsInNode,
  runInNode,
  startNodeBackend,
} from '../../../src/runtime/node.ts';
import type { Ops } from '../../../src/runtime/ops.ts';
import { toInput } from '../../../src/runtime/preprocess.ts';
import { parseWeights } from '../../../src/runtime/weights.ts';
import { row, type Row } from '../row.ts';
import { medians } from '../stopwatch.ts';
import { CROP, FRAME, GRADIENT, readModelFile } from './models.ts';

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

/** Our forward and backward passes beside the same ones written with the full `@tensorflow/tfjs`, in Node. */
export async function againstFullPackage(): Promise<Row[]> {
  await startNodeBackend('wasm');
  return [detector(), classifier(), gradient()];
}

function detector(): Row {
  const card = asDetector(cardOf('detector'));
  const weights = weightsOf(card);
  const { width, height } = FRAME;
  const input = new Float32Array(width * height * 3);
  return compare(
    'detector, forward pass',
    () => runInNode(input, readModelFile),
    () =>
      detectorOutputs(publicOps, card, weights, tf.tensor(input, [1, height, width, 3])).flatMap(
        ({ logits, deltas }) => [logits, deltas],
      ),
  );
}

function classifier(): Row {
  const { layers, ...card } = asClassifier(cardOf('classifier'));
  const weights = weightsOf(card);
  const picture = greyPicture(CROP);
  return compare(
    'classifier, forward pass',
    () => activationsInNode(picture, readModelFile, { layer: 'classes' }),
    () => [outputOf(publicOps, layers, weights, tensorOf(picture), 'classes')],
  );
}

function gradient(): Row {
  const { layers, ...card } = asClassifier(cardOf('classifier'));
  const weights = weightsOf(card);
  const picture = greyPicture(GRADIENT.size);
  const { layer } = GRADIENT.unit;
  /** The mean over the channels of the unit in the middle. */
  const middle = (x: tf.Tensor): tf.Tensor => {
    const output = outputOf(publicOps, layers, weights, x, layer);
    const [, rows = 0, columns = 0] = output.shape;
    return tf.mean(tf.slice(output, [0, rows >> 1, columns >> 1, 0], [1, 1, 1, -1]));
  };
  return compare(
    'classifier, input gradient',
    () => inputGradientsInNode([picture], readModelFile, { ...GRADIENT, measure: 'signed' }),
    () => [tf.grad(middle)(tensorOf(picture))],
  );
}

/** Times what we do against what makes tensors, which are read and given back. */
function compare(name: string, ours: () => unknown, theirs: () => tf.Tensor[]): Row {
  const readAll = (): void => {
    for (const output of tf.tidy(theirs)) {
      output.dataSync();
      output.dispose();
    }
  };
  const times = medians({ ours: { run: ours }, theirs: { run: readAll } });
  const note = 'against full @tensorflow/tfjs';
  return row(`${name}, wasm in Node`, times.ours, times.theirs, note);
}

function cardOf(name: string): ModelCard {
  return readCard(readModelFile(`${name}/card.json`));
}

function weightsOf({ name, tensors }: Pick<ModelCard, 'name' | 'tensors'>): Map<string, tf.Tensor> {
  const parsed = parseWeights(tensors, readModelFile(`${name}/weights.bin`));
  return new Map(
    [...parsed].map(([key, { shape, values }]) => [key, tf.tensor(values, [...shape])]),
  );
}

interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

function greyPicture({ width, height }: { width: number; height: number }): GreyPicture {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(128) };
}

function tensorOf(picture: GreyPicture): tf.Tensor {
  const { width, height } = picture;
  return tf.tensor(toInput(picture, { width, height }), [1, height, width, 3]);
}
