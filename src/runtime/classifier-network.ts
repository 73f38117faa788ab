import { softmax } from '../vision/index.ts';
import type { ClassifierCard } from './card.ts';
import type { ActivationMap, ClassScores, Picture, Size } from './engine.ts';
import { RuntimeError } from './errors.ts';
import type { Job, ListOps, Values } from './ops.ts';
import { toInput } from './preprocess.ts';

/**
 * Returns the output of a layer of a network that is a list of convolutions (its activation and what it
 * adds included), and runs nothing beyond it. `input` is a picture of `toInput`, `[1, height, width, 3]`,
 * of any size.
 *
 * @throws RuntimeError `unreadable` when a weight is missing, `wrong-task` for a layer that is not there.
 */
export function outputOf<T>(
  ops: ListOps<T>,
  layers: ClassifierCard['layers'],
  weights: ReadonlyMap<string, T>,
  input: T,
  wanted: string,
): T {
  const outputs = new Map<string, T>();
  const find = (map: ReadonlyMap<string, T>, name: string): T => {
    const found = map.get(name);
    if (found === undefined) throw new RuntimeError('unreadable', `there is no ${name}`);
    return found;
  };
  let x = input;
  for (const { name, stride, padding, activation, adds } of layers) {
    const kernel = find(weights, `${name}.kernel`);
    const bias = find(weights, `${name}.bias`);
    const around = [padding, padding, padding, padding] as const;
    const isSum = adds !== undefined;
    const options = { stride, padding: around, activation: isSum ? 'linear' : activation } as const;
    x = ops.convolution(x, kernel, bias, options);
    if (isSum) x = ops.add(x, find(outputs, adds));
    if (isSum && activation === 'relu') x = ops.relu(x);
    if (name === wanted) return x;
    outputs.set(name, x);
  }
  throw noLayer(wanted);
}

/** Returns the job that classifies: the last layer is a map of class logits, and its mean counts. */
export function classificationJob(card: ClassifierCard, picture: Picture): Job<ClassScores> {
  const { program, read } = activationsJob(card, picture, lastLayer(card));
  return {
    program,
    read: (outputs) => {
      const { rows, columns, values: map } = read(outputs);
      const cells = rows * columns;
      const logits = card.classes.map((_, id, { length }) => {
        let sum = 0;
        for (let cell = 0; cell < cells; cell += 1) sum += map[cell * length + id] ?? 0;
        return sum / cells;
      });
      return { logits, probabilities: softmax(logits), rows, columns, map };
    },
  };
}

/** Returns the job that gives the output of a layer for a picture, which is fitted into `size`. */
export function activationsJob(
  card: ClassifierCard,
  picture: Picture,
  layer: string,
  size: Size = card.input,
): Job<ActivationMap> {
  if (!card.layers.some(({ name }) => name === layer)) throw noLayer(layer);
  const input = toInput(picture, size);
  return {
    program: ({ ops, weights, tensor }) => {
      const x = tensor(input, [1, size.height, size.width, 3]);
      return [outputOf(ops, card.layers, weights, x, layer)];
    },
    read: ([output]) => mapOf(output),
  };
}

/** The name of the layer that gives the class logits. */
function lastLayer({ layers }: ClassifierCard): string {
  return layers.at(-1)?.name ?? '';
}

/** A read tensor `[1, rows, columns, channels]` as a map. */
function mapOf(output: Values | undefined): ActivationMap {
  const [, rows = 0, columns = 0, channels = 0] = output?.shape ?? [];
  return { rows, columns, channels, values: output?.values ?? new Float32Array() };
}

function noLayer(name: string): RuntimeError {
  return new RuntimeError('wrong-task', `there is no layer ${name}`);
}
