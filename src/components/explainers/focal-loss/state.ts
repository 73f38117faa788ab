import { choiceField, defineState, numberField } from '../../figures/state-codec.ts';
import { TRAINED } from './trained.ts';

export const QUANTITIES = ['loss', 'gradient'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** The network as shipped, or before its first step. */
export const LOGITS = ['trained', 'start'] as const;

export const KINDS = ['negative', 'positive'] as const;
export type Kind = (typeof KINDS)[number];

/** The scenes that a reader can choose, by their names in the street's own list. */
export const SCENE_NAMES = ['crossing', 'crowd', 'twins', 'far', 'night', 'fog', 'rain'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

/** What the reader can set. */
export interface FocalState {
  readonly gamma: number;
  readonly alpha: number;
  /** What is summed up: the loss, or the size of its gradient by the logit. */
  readonly quantity: Quantity;
  readonly logits: (typeof LOGITS)[number];
  /** Probability that every anchor and class starts with; a half is a bias of 0. */
  readonly prior: number;
  /** Middle of the bin that is spelled out. */
  readonly logit: number;
  /** The list that is walked, and the place in it; 0 is the hardest. */
  readonly kind: Kind;
  readonly rank: number;
  readonly scene: SceneName;
  /** Another street of the same kind; 0 is the scene's own. */
  readonly seed: number;
}

/** Middles of the lowest and the highest bin, and the width of one: logits. */
export const BINS = { least: -12, most: 4, width: 0.5 } as const;

export const focalState = defineState<FocalState>({
  gamma: numberField({ initial: TRAINED.gamma, min: 0, max: 5, step: 0.1 }),
  alpha: numberField({ initial: TRAINED.alpha, min: 0.01, max: 0.99, step: 0.01 }),
  quantity: choiceField<Quantity>('loss', QUANTITIES),
  logits: choiceField('trained', LOGITS),
  prior: numberField({ initial: 0.5, min: 0.005, max: 0.5, step: 0.005 }),
  logit: numberField({ initial: -3, min: BINS.least, max: BINS.most, step: BINS.width }),
  kind: choiceField<Kind>('negative', KINDS),
  rank: numberField({ initial: 0, min: 0, max: 9999, step: 1 }),
  scene: choiceField<SceneName>('crossing', SCENE_NAMES),
  seed: numberField({ initial: 0, min: 0, max: 9999, step: 1 }),
});

/** The scene that pages are built with; another one is drawn by the reader's machine. */
export const BUILT_SCENE = 'crossing' satisfies SceneName;

/** Whether a state shows the frame that pages are built with. */
export function showsBuiltScene({ scene, seed }: FocalState): boolean {
  return scene === BUILT_SCENE && seed === 0;
}
