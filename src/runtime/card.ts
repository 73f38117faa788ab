/** One tensor of a model, as it lies in `weights.bin`. */
export interface TensorEntry {
  readonly name: string;
  /** HWIO for a convolution, `[n]` for a bias. */
  readonly shape: readonly number[];
  readonly dtype: 'int8' | 'float32';
  /** Byte offset in `weights.bin`. */
  readonly offset: number;
  /** One scale per output channel (the last axis): value = int8 × scale. Only for int8. */
  readonly scales?: readonly number[];
}

/** What the runtime reads of a model's `card.json`; the card holds more, for its page. */
export interface ModelCard {
  readonly name: string;
  /** Class ids in the order of the network's outputs. */
  readonly classes: readonly string[];
  /** Size of the network's input in pixels. */
  readonly input: { readonly width: number; readonly height: number };
  readonly tensors: readonly TensorEntry[];
}
