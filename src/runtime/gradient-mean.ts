import type { GradientMap, Measure, Size } from './engine.ts';

/** How one colour's gradient counts; the effective receptive field is the root of the mean square. */
const measures: Record<Measure, (gradient: number) => number> = {
  signed: (gradient) => gradient,
  absolute: Math.abs,
  squared: (gradient) => gradient * gradient,
};

/**
 * Gathers the gradients of several pictures: for `signed`, the mean over the pictures for each colour; for
 * `absolute` and `squared`, the mean over pictures and colours.
 */
export class GradientMean {
  readonly #measure: Measure;
  readonly #sum: Float64Array;
  readonly #size: Size;
  #pictures = 0;

  constructor(measure: Measure, size: Size) {
    this.#measure = measure;
    this.#size = size;
    this.#sum = new Float64Array(size.width * size.height * this.#channels);
  }

  /** Takes the gradient of one picture, `[height, width, 3]`. */
  add(gradient: Float32Array): void {
    const measured = measures[this.#measure];
    const colours = 3 / this.#channels;
    for (let i = 0; i < gradient.length; i += 1) {
      const place = Math.floor(i / colours);
      this.#sum[place] = (this.#sum[place] ?? 0) + measured(gradient[i] ?? 0) / colours;
    }
    this.#pictures += 1;
  }

  /** The mean so far. */
  result(): GradientMap {
    const pictures = this.#pictures;
    const values = Float32Array.from(this.#sum, (sum) => sum / Math.max(1, pictures));
    return { ...this.#size, channels: this.#channels, pictures, values };
  }

  get #channels(): 1 | 3 {
    return this.#measure === 'signed' ? 3 : 1;
  }
}
