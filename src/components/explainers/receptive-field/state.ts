import { choiceField, defineState, numberField, type Field } from '../../figures/state-codec.ts';
import { FRAME_SIZE } from './effective/frame-size.ts';
import type { Place, UnitPlace } from './effective/unit.ts';
import { convolution, MOST_LAYERS, stackField, type Layer } from './layers.ts';

/** What the reader can set. */
export interface ReceptiveFieldState extends UnitPlace {
  readonly stack: readonly Layer[];
  /** Size of the picture that goes in, pixels. */
  readonly width: number;
  readonly height: number;
  /** The layer whose cell is chosen, 1 for the first; 0 for the last that has an output. */
  readonly layer: number;
  /** The chosen place on the picture, pixels: the cell whose centre is nearest counts. */
  readonly x: number;
  readonly y: number;
  /** The convolution of the classifier whose gradient is taken, 1 for the first. */
  readonly unit: number;
  /** With what that network computes. */
  readonly weights: (typeof WEIGHTS)[number];
  readonly activations: (typeof ACTIVATIONS)[number];
}

export const WEIGHTS = ['trained', 'random'] as const;
export const ACTIVATIONS = ['relu', 'linear'] as const;

/** The convolutions of the classifier, and the one in its middle. */
const UNITS = { most: 26, middle: 12 } as const;

/** A row or a column of a layer. None has more than its picture has pixels; a layer with fewer takes its last. */
function placeField(pixels: number): Field<Place> {
  const number = numberField({ initial: 0, min: 0, max: pixels - 1, step: 1 });
  return {
    initial: 'middle',
    write: String,
    read: (text) => (text === 'middle' ? text : number.read(text)),
  };
}

/** The largest picture, pixels a side. */
export const MOST_PIXELS = 1024;

/** How far outside the picture a chosen place can lie: padding can put centres there. */
const FARTHEST = 9_999_999;

/** Returns the place nearest to a given one that the address can say. */
export function writablePlace(at: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, Math.round(2 * at) / 2));
}

/** Five layers, one of each kind; the picture has the size that this site's detector takes. */
const START: readonly Layer[] = [
  convolution(3, 2),
  convolution(3, 2),
  convolution(3),
  { ...convolution(2, 2), op: 'pool', padding: [0, 0] },
  convolution(3, 1, 2),
];

export const receptiveFieldState = defineState<ReceptiveFieldState>({
  stack: stackField(START),
  width: numberField({ initial: 256, min: 1, max: MOST_PIXELS, step: 1 }),
  height: numberField({ initial: 160, min: 1, max: MOST_PIXELS, step: 1 }),
  layer: numberField({ initial: 0, min: 0, max: MOST_LAYERS, step: 1 }),
  x: numberField({ initial: 128, min: -FARTHEST, max: FARTHEST, step: 0.5 }),
  unit: numberField({ initial: UNITS.middle, min: 1, max: UNITS.most, step: 1 }),
  'unit-row': placeField(FRAME_SIZE.height),
  'unit-column': placeField(FRAME_SIZE.width),
  weights: choiceField('trained', WEIGHTS),
  activations: choiceField('relu', ACTIVATIONS),
  y: numberField({ initial: 96, min: -FARTHEST, max: FARTHEST, step: 0.5 }),
});
