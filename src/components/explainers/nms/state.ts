import {
  choiceField,
  defineState,
  flagField,
  numberField,
  type Field,
} from '../../figures/state-codec.ts';
import type { SuppressionMethod } from '../../../vision/index.ts';
import type { Light, Weather } from '../../../world/index.ts';
import { editsField, type SceneEdit } from './scene-edits.ts';

export const METHODS = [
  'greedy',
  'linear',
  'gaussian',
  'diou',
] as const satisfies readonly SuppressionMethod[];

export const METHOD_NAMES: Record<SuppressionMethod, string> = {
  greedy: 'Greedy',
  linear: 'Soft, linear',
  gaussian: 'Soft, Gaussian',
  diou: 'DIoU',
};

/** The scenes that a reader can choose, by their names in the street's own list. */
export const SCENE_NAMES = ['crossing', 'crowd', 'twins', 'occlusion', 'night'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

/** `as-is` leaves the light or weather that the scene has. */
export const LIGHTS = ['as-is', 'day', 'golden', 'backlit', 'night'] as const;
export const WEATHERS = ['as-is', 'clear', 'fog', 'rain'] as const satisfies readonly (
  'as-is' | Weather
)[];

/** What the reader can set. */
export interface NmsState {
  readonly iou: number;
  readonly score: number;
  readonly method: SuppressionMethod;
  readonly 'class-aware': boolean;
  readonly scene: SceneName;
  /** Another street of the same kind; 0 is the scene's own. */
  readonly seed: number;
  readonly light: 'as-is' | Light;
  readonly weather: 'as-is' | Weather;
  /** Seconds since the scene's own moment. */
  readonly time: number;
  /** What the reader moved, took away and added on the street. */
  readonly edits: readonly SceneEdit[];
  /** Rounds of the algorithm that are shown; infinite when it is finished. */
  readonly step: number;
  /** Raw index of the prediction that is looked at; −1 for the most telling one. */
  readonly box: number;
  /** Class of the precision–recall curve. */
  readonly class: (typeof CLASS_CHOICES)[number];
  /** Whether every truth is drawn, not only those without a box. */
  readonly truth: boolean;
}

export const CLASS_CHOICES = ['person', 'car', 'bus', 'bicycle', 'sign'] as const;

/** Rounds shown: a count, or `end`. */
const stepField: Field<number> = {
  initial: Infinity,
  write: (value) => (Number.isFinite(value) ? String(value) : 'end'),
  read: (text) => {
    if (text === 'end') return Infinity;
    return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
  },
};

export const nmsState = defineState<NmsState>({
  iou: numberField({ initial: 0.5, min: 0, max: 1, step: 0.01 }),
  score: numberField({ initial: 0.3, min: 0, max: 1, step: 0.01 }),
  method: choiceField<SuppressionMethod>('greedy', METHODS),
  'class-aware': flagField(true),
  scene: choiceField<SceneName>('crossing', SCENE_NAMES),
  seed: numberField({ initial: 0, min: 0, max: 9999, step: 1 }),
  light: choiceField('as-is', LIGHTS),
  weather: choiceField('as-is', WEATHERS),
  time: numberField({ initial: 0, min: 0, max: 12, step: 0.5 }),
  edits: editsField,
  step: stepField,
  box: numberField({ initial: -1, min: -1, max: 99_999, step: 1 }),
  class: choiceField('person', CLASS_CHOICES),
  truth: flagField(false),
});

/** Whether a state shows the picture that the page was built with. */
export function showsBuiltScene(state: NmsState, built: SceneName): boolean {
  return (
    state.scene === built &&
    state.seed === 0 &&
    state.light === 'as-is' &&
    state.weather === 'as-is' &&
    state.time === 0 &&
    state.edits.length === 0
  );
}
