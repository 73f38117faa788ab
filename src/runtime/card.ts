import type { AnchorGrid } from '../vision/index.ts';
import { JsonReader } from './json-reader.ts';

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
  /** Whether the network has the top-down pathway. */
  readonly topDown: boolean;
  readonly anchors: {
    /** Weights of the box coder, as of `decodeBox`. */
    readonly weights: readonly [number, number, number, number];
    /** Finest first. */
    readonly levels: readonly AnchorGrid[];
  };
  /** Length and SHA-256 (hexadecimal) of `weights.bin`. */
  readonly weights: { readonly bytes: number; readonly sha256: string };
  readonly tensors: readonly TensorEntry[];
}

/**
 * Returns what the runtime needs of a parsed `card.json`.
 *
 * @throws RuntimeError `unreadable`, naming the first field that is missing or wrong.
 */
export function parseCard(json: unknown): ModelCard {
  const card = new JsonReader(json);
  const input = {
    width: card.field('input').field('width').count(),
    height: card.field('input').field('height').count(),
  };
  const weights = card.field('files').field('weights.bin');
  return {
    name: card.field('name').text(),
    classes: card
      .field('classes')
      .items()
      .map((item) => item.text()),
    input,
    topDown: card.field('topDown').boolean(),
    anchors: parseAnchors(card.field('anchors'), input),
    weights: { bytes: weights.field('bytes').count(), sha256: weights.field('sha256').text() },
    tensors: card.field('tensors').items().map(parseTensor),
  };
}

function parseAnchors(
  anchors: JsonReader,
  input: { readonly width: number; readonly height: number },
): ModelCard['anchors'] {
  const strides = anchors.field('strides').items();
  const shapes = anchors.field('shapes').items();
  if (strides.length !== shapes.length) throw anchors.wrong('one list of shapes per stride');
  const [wx, wy, ww, wh] = numbers(anchors.field('coderWeights'), 4);
  const levels = shapes.map((level, index): AnchorGrid => {
    const stride = strides[index]!.count(); // as many as shapes
    const cell = level.items().map((shape): AnchorGrid['cell'][number] => {
      const [width, height] = numbers(shape, 2);
      return [-width! / 2, -height! / 2, width! / 2, height! / 2];
    });
    return { stride, rows: input.height / stride, columns: input.width / stride, cell };
  });
  return { weights: [wx!, wy!, ww!, wh!], levels };
}

/** A list of exactly `count` numbers. */
function numbers(list: JsonReader, count: number): number[] {
  const values = list.items().map((item) => item.number());
  if (values.length !== count) throw list.wrong(`a list of ${count} numbers`);
  return values;
}

function parseTensor(tensor: JsonReader): TensorEntry {
  const dtype = tensor.field('dtype').text();
  if (dtype !== 'int8' && dtype !== 'float32') throw tensor.wrong('int8 or float32');
  const scales = tensor.field('scales');
  return {
    name: tensor.field('name').text(),
    shape: tensor
      .field('shape')
      .items()
      .map((side) => side.count()),
    dtype,
    offset: tensor.field('offset').number(),
    ...(scales.isMissing ? {} : { scales: scales.items().map((scale) => scale.number()) }),
  };
}
