import {
  anchorGrid,
  anchorsOf,
  clusterShapes,
  countAnchors,
  shapesOfRatios,
  type AnchorGrid,
  type Box,
  type Shape,
} from '../../../vision/index.ts';
import { INPUT, type AnchorsScene, type AnchorsState } from './settings.ts';

/** All anchors of a setting. */
export interface AnchorSet {
  /** One per level, finest first; a level without any shape has no anchors. */
  readonly grids: readonly AnchorGrid[];
  readonly anchors: readonly Box[];
  /** Number of the first anchor of each level. */
  readonly starts: readonly number[];
  /** Most shapes at any cell. */
  readonly perCell: number;
}

export type ShapeSettings = Pick<
  AnchorsState,
  'strides' | 'shapes' | 'size' | 'scales' | 'ratios' | 'k'
>;

/** The set of each scene that was asked for last: dragging a truth leaves the anchors as they are. */
const latest = new WeakMap<AnchorsScene, { key: string; set: AnchorSet }>();

/** Returns the anchors of a setting. Asked again for the same, it returns the same object. */
export function anchorSet(settings: ShapeSettings, scene: AnchorsScene): AnchorSet {
  const { strides, shapes, size, scales, ratios, k } = settings;
  const key = JSON.stringify([strides, shapes, size, scales, ratios, k]);
  const known = latest.get(scene);
  if (known?.key === key) return known.set;
  const set = lay(levelsOf(settings, scene));
  latest.set(scene, { key, set });
  return set;
}

interface Level {
  readonly stride: number;
  readonly shapes: readonly Shape[];
}

function levelsOf(settings: ShapeSettings, scene: AnchorsScene): Level[] {
  const { strides, size } = settings;
  if (settings.shapes === 'detector') {
    const { detector } = scene;
    return detector.strides.map((stride, i) => ({ stride, shapes: detector.shapes[i] ?? [] }));
  }
  if (settings.shapes === 'k-means') {
    return spread(clustersOf(scene, settings.k), strides, size);
  }
  return strides.map((stride) => ({
    stride,
    shapes: scalesOf(settings.scales).flatMap((scale) =>
      shapesOfRatios(size * stride * scale, settings.ratios),
    ),
  }));
}

/** Factors from 1 to just below 2, evenly spaced in octaves. */
export function scalesOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 2 ** (index / count));
}

const clusters = new WeakMap<AnchorsScene, Map<number, readonly Shape[]>>();

/** Returns the shapes that k-means finds in the sizes of the scene's other boxes. */
export function clustersOf(scene: AnchorsScene, k: number): readonly Shape[] {
  const known = clusters.get(scene) ?? new Map<number, readonly Shape[]>();
  clusters.set(scene, known);
  const found =
    known.get(k) ?? (scene.boxes.length > 0 ? clusterShapes(sizesOf(scene), k).shapes : []);
  known.set(k, found);
  return found;
}

/** Returns width and height of the scene's other boxes. */
export function sizesOf({ boxes }: Pick<AnchorsScene, 'boxes'>): Shape[] {
  return boxes.map(([x1, y1, x2, y2]): Shape => [x2 - x1, y2 - y1]);
}

/** Each shape on the coarsest level whose stride is at most its side (the root of its area) / `size`. */
function spread(shapes: readonly Shape[], strides: readonly number[], size: number): Level[] {
  const levelOf = ([width, height]: Shape): number =>
    strides.findLast((stride) => size * stride <= Math.sqrt(width * height)) ?? strides[0] ?? 1;
  return strides.map((stride) => ({
    stride,
    shapes: shapes.filter((shape) => levelOf(shape) === stride),
  }));
}

function lay(levels: readonly Level[]): AnchorSet {
  const grids = levels.map(({ stride, shapes }) => anchorGrid(INPUT, stride, shapes));
  const starts: number[] = [];
  let next = 0;
  for (const grid of grids) {
    starts.push(next);
    next += countAnchors(grid);
  }
  return {
    grids,
    anchors: anchorsOf(grids),
    starts,
    perCell: Math.max(...grids.map(({ cell }) => cell.length)),
  };
}

/** Returns the level of an anchor, as an index of the set's grids. */
export function levelOfAnchor({ starts, grids }: AnchorSet, anchor: number): number {
  return grids.findLastIndex(
    ({ cell }, level) => cell.length > 0 && (starts[level] ?? 0) <= anchor,
  );
}
