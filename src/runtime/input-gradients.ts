import type { ClassifierCard } from './card.ts';
import { outputOf } from './classifier-network.ts';
import type { Picture, Unit } from './engine.ts';
import { RuntimeError } from './errors.ts';
import type { FilledGradientOptions } from './gradient-options.ts';
import type { ModelFiles } from './model-files.ts';
import type { Job, Machine } from './ops.ts';
import { toInput } from './preprocess.ts';
import { randomWeights } from './random-weights.ts';
import { Tape } from './tape.ts';
import type { WeightTensor } from './weights.ts';

/**
 * Returns the job that gives the gradient of a unit with respect to every colour of every input pixel,
 * `[height, width, 3]`, by going forward and back through the network.
 *
 * @throws RuntimeError `wrong-task` when run, for a unit that the network does not have.
 */
export function inputGradientJob(
  files: ModelFiles,
  card: ClassifierCard,
  picture: Picture,
  { unit, weights: choice, seed, activations, size }: FilledGradientOptions,
): Job<Float32Array> {
  const layers =
    activations === 'relu'
      ? card.layers
      : card.layers.map((layer) => ({ ...layer, activation: activations }));
  const drawn = choice === 'random' ? randomWeights(files, seed, activations) : null;
  const input = toInput(picture, size);
  return {
    program: (machine) => {
      const tape = new Tape(machine);
      const x = machine.tensor(input, [1, size.height, size.width, 3]);
      const weights = drawn ? upload(machine, drawn) : machine.weights;
      const output = outputOf(tape, layers, weights, x, unit.layer);
      const shape = machine.shapeOf(output);
      return [tape.gradient(output, machine.tensor(seedOf(unit, shape), shape), x)];
    },
    read: ([gradient]) => gradient?.values ?? new Float32Array(),
  };
}

function upload<T>(
  machine: Machine<T>,
  weights: ReadonlyMap<string, WeightTensor>,
): Map<string, T> {
  return new Map(
    [...weights].map(([name, { values, shape }]) => [name, machine.tensor(values, shape)]),
  );
}

/** Weights of a layer's outputs that add up to 1 and pick the unit, or the mean that it stands for. */
function seedOf(unit: Unit, shape: readonly number[]): Float32Array {
  const [, rows = 0, columns = 0, channels = 0] = shape;
  const chosen = (wanted: number | 'mean', count: number, what: string): number[] => {
    if (wanted === 'mean') return Array.from({ length: count }, (_, index) => index);
    if (Number.isInteger(wanted) && wanted >= 0 && wanted < count) return [wanted];
    throw new RuntimeError('wrong-task', `${unit.layer} has no ${what} ${wanted} of ${count}`);
  };
  const ys = chosen(unit.row ?? Math.floor(rows / 2), rows, 'row');
  const xs = chosen(unit.column ?? Math.floor(columns / 2), columns, 'column');
  const cs = chosen(unit.channel ?? 'mean', channels, 'channel');
  const seed = new Float32Array(rows * columns * channels);
  const share = 1 / (ys.length * xs.length * cs.length);
  for (const y of ys) for (const x of xs) for (const c of cs) seed[(y * columns + x) * channels + c] = share; // prettier-ignore
  return seed;
}
