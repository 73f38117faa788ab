import type { TruthItem } from '../../figures/street-truth.ts';
import type { Box, Shape } from '../../../vision/index.ts';

/** Size of the picture that the anchors are laid over, pixels: the input of this site's detector. */
export const INPUT = { width: 256, height: 160 } as const;

/** Strides of the levels that there can be, finest first. */
export const STRIDES = [2, 4, 8, 16, 32, 64] as const;

/** Ratios of height to width that there can be. */
export const RATIOS = [0.25, 0.5, 1, 2, 3, 4] as const;

/** Where the shapes come from. */
export const SHAPE_SOURCES = ['grid', 'k-means', 'detector'] as const;
export type ShapeSource = (typeof SHAPE_SOURCES)[number];

/** How it is decided who learns from which truth. */
export const METHODS = ['iou', 'fcos', 'hungarian'] as const;
export type Method = (typeof METHODS)[number];

export const METHOD_NAMES: Record<Method, string> = {
  iou: 'IoU thresholds',
  fcos: 'FCOS',
  hungarian: 'Hungarian',
};

/** The most scales times ratios of a cell: Faster R-CNN's and RetinaNet's nine. */
export const MOST_PER_CELL = 9;

/** The most shapes of k-means. */
export const MOST_CLUSTERS = 9;

/** The most truths, and the smallest side of one, pixels. */
export const MOST_TRUTHS = 40;
export const SMALLEST_SIDE = 2;

/** What the reader can set. */
export interface AnchorsState {
  /** Strides of the levels, finest first; at least one. The detector's shapes come with their own. */
  readonly strides: readonly number[];
  readonly shapes: ShapeSource;
  /** Side of a level's smallest anchor in strides; of clusters: the level is the coarsest one that allows it. */
  readonly size: number;
  /** Scales between one size and its double. */
  readonly scales: number;
  /** Height over width. */
  readonly ratios: readonly number[];
  /** Shapes of k-means. */
  readonly k: number;
  /** IoU from which an anchor is positive, and below which it is background. */
  readonly high: number;
  readonly low: number;
  /** Whether each truth also claims the anchors that overlap it most, however little. */
  readonly forced: boolean;
  readonly method: Method;
  /** Stride of the level that is drawn; 0 draws what all levels assign, without a grid. */
  readonly level: number;
  readonly truths: readonly TruthItem[];
  /** The chosen truth, and which of its anchors is looked at: 0 overlaps it most. */
  readonly thing: number;
  readonly rank: number;
}

/** What the figure is built over: a street with its truth, other streets' boxes, the detector's anchors. */
export interface AnchorsScene {
  /** Address of the still. */
  readonly picture: string;
  readonly truths: readonly TruthItem[];
  /** Boxes of other streets, for shapes and recall. */
  readonly boxes: readonly Box[];
  /** How many frames those are from. */
  readonly frames: number;
  /** The anchors of this site's detector, from its card. */
  readonly detector: {
    readonly strides: readonly number[];
    readonly shapes: readonly (readonly Shape[])[];
  };
}
