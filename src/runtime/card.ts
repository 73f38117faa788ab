import type { AnchorGrid } from '../vision/index.ts';
import { RuntimeError } from './errors.ts';
import { JsonReader } from './json-reader.ts';
import type { Activation } from './ops.ts';

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

/** What the runtime reads of every model's `card.json`; the card holds more, for its page. */
interface CommonCard {
  readonly name: string;
  /** Class ids in the order of the network's outputs. */
  readonly classes: readonly string[];
  /** Size of the network's input in pixels. */
  readonly input: { readonly width: number; readonly height: number };
  /** Length and SHA-256 (hexadecimal) of `weights.bin`. */
  readonly weights: { readonly bytes: number; readonly sha256: string };
  readonly tensors: readonly TensorEntry[];
}

export interface DetectorCard extends CommonCard {
  readonly task: 'object detection';
  /** Whether the network has the top-down pathway. */
  readonly topDown: boolean;
  readonly anchors: {
    /** Weights of the box coder, as of `decodeBox`. */
    readonly weights: readonly [number, number, number, number];
    /** Finest first. */
    readonly levels: readonly AnchorGrid[];
  };
}

export interface ClassifierCard extends CommonCard {
  readonly task: 'image classification';
  /** In the order of the run. The last one gives a map of class logits, whose mean is what counts. */
  readonly layers: readonly LayerEntry[];
}

/** One convolution of a network that is a list: `activation(convolution(x) + output of adds)`. */
export interface LayerEntry {
  readonly name: string;
  /** Side of the square kernel. */
  readonly kernel: number;
  readonly stride: number;
  /** Zeros added on each side. */
  readonly padding: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
  /** An earlier layer whose output is added before the activation: the residual connection. */
  readonly adds?: string;
}

export type ModelCard = DetectorCard | ClassifierCard;

/**
 * Returns what the runtime needs of a parsed `card.json`.
 *
 * @throws RuntimeError `unreadable`, naming the first field that is missing or wrong.
 */
export function parseCard(json: unknown): ModelCard {
  const card = new JsonReader(json);
  const common = parseCommon(card);
  const task = card.field('task').text();
  if (task === 'object detection') {
    const topDown = card.field('topDown').boolean();
    return { ...common, task, topDown, anchors: parseAnchors(card.field('anchors'), common.input) };
  }
  if (task === 'image classification') {
    return { ...common, task, layers: card.field('layers').items().map(parseLayer) };
  }
  throw card.field('task').wrong('a task of ours');
}

/** Returns a card as a detector's. @throws RuntimeError `wrong-task` for any other. */
export function asDetector(card: ModelCard): DetectorCard {
  if (card.task === 'object detection') return card;
  throw new RuntimeError('wrong-task', `${card.name} does ${card.task}`);
}

/** Returns a card as a classifier's. @throws RuntimeError `wrong-task` for any other. */
export function asClassifier(card: ModelCard): ClassifierCard {
  if (card.task === 'image classification') return card;
  throw new RuntimeError('wrong-task', `${card.name} does ${card.task}`);
}

function parseCommon(card: JsonReader): CommonCard {
  const weights = card.field('files').field('weights.bin');
  return {
    name: card.field('name').text(),
    classes: card
      .field('classes')
      .items()
      .map((item) => item.text()),
    input: {
      width: card.field('input').field('width').count(),
      height: card.field('input').field('height').count(),
    },
    weights: { bytes: weights.field('bytes').count(), sha256: weights.field('sha256').text() },
    tensors: card.field('tensors').items().map(parseTensor),
  };
}

function parseAnchors(
  anchors: JsonReader,
  input: { readonly width: number; readonly height: number },
): DetectorCard['anchors'] {
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

function parseLayer(layer: JsonReader): LayerEntry {
  const activation = layer.field('activation').text();
  if (activation !== 'relu' && activation !== 'linear') throw layer.wrong('relu or linear');
  const adds = layer.field('adds');
  return {
    name: layer.field('name').text(),
    kernel: layer.field('kernel').count(),
    stride: layer.field('stride').count(),
    padding: layer.field('padding').number(),
    inputs: layer.field('inputs').count(),
    outputs: layer.field('outputs').count(),
    activation,
    ...(adds.isMissing ? {} : { adds: adds.text() }),
  };
}
