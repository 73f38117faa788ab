import { CLASS_IDS } from '../../figures/detector-classes.ts';
import {
  choiceField,
  defineState,
  flagField,
  numberField,
  type Field,
  type StateCodec,
} from '../../figures/state-codec.ts';
import type { TruthItem } from '../../figures/street-truth.ts';
import { area } from '../../../vision/index.ts';
import {
  INPUT,
  METHODS,
  MOST_CLUSTERS,
  MOST_PER_CELL,
  MOST_TRUTHS,
  RATIOS,
  SHAPE_SOURCES,
  SMALLEST_SIDE,
  STRIDES,
  type AnchorsScene,
  type AnchorsState,
  type Method,
  type ShapeSource,
} from './settings.ts';

/** At least one of some numbers, in their order, written `8,16,32`. */
function someOf(initial: readonly number[], values: readonly number[]): Field<readonly number[]> {
  return {
    initial,
    write: (chosen) => chosen.join(','),
    read: (text) => {
      const chosen = values.filter((value) => text.split(',').includes(String(value)));
      return chosen.length > 0 && chosen.join(',') === text ? chosen : undefined;
    },
  };
}

const TRUTH = /^\d(,\d{1,3}(\.\d)?){4}$/;

/** Truths as class and box, `2,67.6,72,85.2,120.4`, joined by underlines; none is an empty text. */
export function truthsField(initial: readonly TruthItem[]): Field<readonly TruthItem[]> {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    initial,
    write: (truths) =>
      truths.map(({ classId, box }) => [classId, ...box.map(tenth)].join(',')).join('_'),
    read: (text) => {
      if (text === '') return [];
      const items = text.split('_');
      if (items.length > MOST_TRUTHS) return undefined;
      const truths = items.flatMap((item): TruthItem[] => {
        if (!TRUTH.test(item)) return [];
        const [classId = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = item.split(',').map(Number);
        const isBox = x2 - x1 >= SMALLEST_SIDE - 1e-9 && y2 - y1 >= SMALLEST_SIDE - 1e-9;
        const isInside = x2 <= INPUT.width && y2 <= INPUT.height;
        return isBox && isInside && classId < CLASS_IDS.length
          ? [{ classId, box: [x1, y1, x2, y2] }]
          : [];
      });
      return truths.length === items.length ? truths : undefined;
    },
  };
}

/** Says in a clause why fields that are each allowed do not go together; `null` when they do. */
function problemOf({ scales, ratios, low, high, thing, truths }: AnchorsState): string | null {
  if (scales * ratios.length > MOST_PER_CELL) return `a cell has at most ${MOST_PER_CELL} shapes`;
  if (low > high) return 'the lower threshold is above the upper one';
  if (thing >= Math.max(1, truths.length)) return 'there is no such thing';
  return null;
}

/**
 * Returns the codec of the figure over a scene. At first: RetinaNet's anchors and thresholds, and of the truths the
 * largest person is looked at.
 */
export function anchorsState({ truths }: Pick<AnchorsScene, 'truths'>): StateCodec<AnchorsState> {
  const person = CLASS_IDS.indexOf('person');
  const thing = truths.reduce(
    (best, { classId, box }, index) =>
      classId === person && area(box) > (best < 0 ? 0 : area(truths[best]?.box ?? box))
        ? index
        : best,
    -1,
  );
  const fields = defineState<AnchorsState>({
    strides: someOf([8, 16, 32, 64], STRIDES),
    shapes: choiceField<ShapeSource>('grid', SHAPE_SOURCES),
    size: numberField({ initial: 4, min: 1, max: 8, step: 0.5 }),
    scales: numberField({ initial: 3, min: 1, max: 3, step: 1 }),
    ratios: someOf([0.5, 1, 2], RATIOS),
    k: numberField({ initial: 6, min: 1, max: MOST_CLUSTERS, step: 1 }),
    high: numberField({ initial: 0.5, min: 0.1, max: 0.9, step: 0.05 }),
    low: numberField({ initial: 0.4, min: 0.1, max: 0.9, step: 0.05 }),
    forced: flagField(false),
    method: choiceField<Method>('iou', METHODS),
    level: numberField({ initial: 16, min: 0, max: 64, step: 2 }),
    truths: truthsField(truths),
    thing: numberField({ initial: Math.max(0, thing), min: 0, max: MOST_TRUTHS - 1, step: 1 }),
    rank: numberField({ initial: 0, min: 0, max: 99, step: 1 }),
  });
  return {
    ...fields,
    decode(hash) {
      const decoded = fields.decode(hash);
      const reason = decoded.outcome === 'read' ? problemOf(decoded.state) : null;
      return reason === null
        ? decoded
        : { outcome: 'invalid', state: { ...fields.initial }, reason };
    },
    complete(partial) {
      const state = fields.complete(partial);
      return problemOf(state) === null ? state : fields.initial;
    },
  };
}
