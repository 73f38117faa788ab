/** Zero padding in pixels: top, bottom, left, right. PyTorch's `padding=1` is `[1, 1, 1, 1]`. */
export type Padding = readonly [top: number, bottom: number, left: number, right: number];

export type Activation = 'linear' | 'relu';

export interface ConvolutionOptions {
  readonly stride: number;
  readonly padding: Padding;
  readonly activation: Activation;
}

/** A kernel's gradients travel the same windows as its values, the other way. */
export type WindowOptions = Pick<ConvolutionOptions, 'stride' | 'padding'>;

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

/** The operations of a network that is a list of convolutions: gradients can go back through all of them. */
export type ListOps<T> = Pick<Ops<T>, 'convolution' | 'add' | 'relu'>;

/** What takes a gradient from an operation's output back to its input. */
export interface GradientOps<T> {
  /** From the output of a convolution (before its activation) to its input, which had the given shape. */
  convolutionGradient(
    gradient: T,
    kernel: T,
    inputShape: readonly number[],
    options: WindowOptions,
  ): T;
  /** Keeps a gradient where the ReLU's output was above 0; elsewhere it becomes 0. */
  reluGradient(gradient: T, output: T): T;
}

/** A device with the weights of one model on it, as a program sees it. */
export interface Machine<T> {
  readonly ops: Ops<T> & GradientOps<T>;
  /** By tensor name. */
  readonly weights: ReadonlyMap<string, T>;
  /** Brings numbers to the device; what a program makes is given back after it. */
  tensor(values: Float32Array, shape: readonly number[]): T;
  shapeOf(tensor: T): readonly number[];
}

/** Something to compute on a device: returns the tensors that are to be read. */
export type Program = <T>(machine: Machine<T>) => readonly T[];

/** A tensor that was read from the device. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A program and what its outputs mean. */
export interface Job<Result> {
  readonly program: Program;
  /** Turns the read outputs of the program, in its order, into the result. */
  read(outputs: readonly Values[]): Result;
}
