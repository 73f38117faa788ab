/** Zero padding in pixels: top, bottom, left, right. PyTorch's `padding=1` is `[1, 1, 1, 1]`. */
export type Padding = readonly [top: number, bottom: number, left: number, right: number];

export type Activation = 'linear' | 'relu';

export interface ConvolutionOptions {
  readonly stride: number;
  readonly padding: Padding;
  readonly activation: Activation;
}

/**
 * The few operations that our networks are made of, over tensors `T` of shape
 * `[1, height, width, channels]`. A network is a function of these, so the same one runs on every
 * backend, in a worker, in Node, and on another engine if TF.js should end.
 */
export interface Ops<T> {
  /** Convolution with a kernel in HWIO, a bias `[channels]` and an activation. */
  convolution(input: T, kernel: T, bias: T, options: ConvolutionOptions): T;
  add(a: T, b: T): T;
  relu(input: T): T;
  /** Repeats every pixel to the given size, as PyTorch's `interpolate(mode='nearest')`. */
  enlarge(input: T, height: number, width: number): T;
}
