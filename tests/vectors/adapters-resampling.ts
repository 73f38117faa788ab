import {
  affineGrid,
  planesOf,
  resize,
  sampleGrid,
  type AffineMap,
  type GridPoint,
  type GridSamplingOptions,
  type ResizeOptions,
} from '../../src/vision/index.ts';
import { mapsOf } from './adapters-maps.ts';
import type { Adapter } from './adapters.ts';

/** Resizing and sampling of feature maps. */
export const resamplingAdapters: Readonly<Record<string, Adapter>> = {
  interpolate: (input, { wanted }) => {
    const [height, width] = input.pair('size');
    return Object.fromEntries(
      wanted.map((key) => [
        key,
        mapsOf(input, 'x').map((map) => planesOf(resize(map, height, width, resizing[key]))),
      ]),
    );
  },
  grid_sample: (input, { wanted }) => {
    const grids = input
      .images('grid')
      .map((grid) => grid.map((row) => row.map(([x = NaN, y = NaN]): GridPoint => [x, y])));
    return Object.fromEntries(
      wanted.map((key) => [
        key,
        mapsOf(input, 'x').map((map, i) =>
          planesOf(sampleGrid(map, grids[i] ?? [], sampling[key])),
        ),
      ]),
    );
  },
  affine_grid: (input) => {
    const [, , height, width] = input.quad('size');
    const grids = (alignCorners: boolean) =>
      input.cube('theta').map((rows) => affineGrid(affineOf(rows), height, width, alignCorners));
    return { align_true: grids(true), align_false: grids(false) };
  },
};

const resizing: Readonly<Record<string, ResizeOptions>> = {
  bilinear_align_corners_true: { method: 'bilinear', alignCorners: true },
  bilinear_align_corners_false: { method: 'bilinear' },
  nearest: { method: 'nearest' },
  nearest_exact: { method: 'nearest-exact' },
  bicubic_align_corners_false: { method: 'bicubic' },
  bilinear_antialias: { method: 'antialias' },
  area: { method: 'area' },
};

const sampling: Readonly<Record<string, GridSamplingOptions>> = {
  zeros_align_true: { beyond: 'zeros', alignCorners: true },
  zeros_align_false: { beyond: 'zeros' },
  border_align_true: { beyond: 'border', alignCorners: true },
  border_align_false: { beyond: 'border' },
  reflection_align_true: { beyond: 'reflection', alignCorners: true },
  reflection_align_false: { beyond: 'reflection' },
};

function affineOf([x, y]: readonly (readonly number[])[]): AffineMap {
  const row = ([a = NaN, b = NaN, c = NaN]: readonly number[] = []) => [a, b, c] as const;
  return [row(x), row(y)];
}
