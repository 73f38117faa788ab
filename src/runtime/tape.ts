import type { ConvolutionOptions, ListOps, Machine } from './ops.ts';

/** One operation that was done: what it gave, and how a gradient goes back through it. */
interface Step<T> {
  readonly output: T;
  /** Each input with its share of the gradient of the output. */
  readonly back: (gradient: T) => readonly (readonly [input: T, gradient: T])[];
}

/**
 * Operations that remember what was done, so that gradients can go back the same way: reverse-mode
 * differentiation with respect to what went in, never to weights.
 */
export class Tape<T> implements ListOps<T> {
  readonly #machine: Machine<T>;
  readonly #steps: Step<T>[] = [];

  constructor(machine: Machine<T>) {
    this.#machine = machine;
  }

  convolution(input: T, kernel: T, bias: T, options: ConvolutionOptions): T {
    const { ops, shapeOf } = this.#machine;
    const output = ops.convolution(input, kernel, bias, options);
    const back = (gradient: T) => {
      const sum = options.activation === 'relu' ? ops.reluGradient(gradient, output) : gradient;
      return [[input, ops.convolutionGradient(sum, kernel, shapeOf(input), options)]] as const;
    };
    return this.#remember(output, back);
  }

  add(a: T, b: T): T {
    const back = (gradient: T) => [[a, gradient], [b, gradient]] as const; // prettier-ignore
    return this.#remember(this.#machine.ops.add(a, b), back);
  }

  relu(input: T): T {
    const { ops } = this.#machine;
    const output = ops.relu(input);
    return this.#remember(output, (gradient) => [[input, ops.reluGradient(gradient, output)]]);
  }

  /**
   * Returns the gradient of the sum of `output` times `seed` (of the same shape) with respect to `input`.
   *
   * @throws RangeError when `output` does not depend on `input`.
   */
  gradient(output: T, seed: T, input: T): T {
    const gradients = new Map<T, T>([[output, seed]]);
    for (const step of [...this.#steps].reverse()) {
      const gradient = gradients.get(step.output);
      if (gradient === undefined) continue;
      for (const [source, share] of step.back(gradient)) {
        const known = gradients.get(source);
        gradients.set(source, known === undefined ? share : this.#machine.ops.add(known, share));
      }
    }
    const result = gradients.get(input);
    if (result === undefined) throw new RangeError('The output does not depend on the input.');
    return result;
  }

  #remember(output: T, back: Step<T>['back']): T {
    this.#steps.push({ output, back });
    return output;
  }
}
