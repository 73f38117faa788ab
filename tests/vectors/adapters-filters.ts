import {
  boxBlur,
  closeMask,
  connectedComponents,
  correlate,
  dilate,
  distanceTransform,
  equalizedLevels,
  erode,
  featureMap,
  flipKernel,
  gaussianBlur,
  gaussianDerivativeKernel,
  gaussianKernel,
  gaussianKernelOfSize,
  gaussianRadius,
  histogram,
  imageGradient,
  integralImage,
  laplacian,
  luma,
  medianFilter,
  openMask,
  otsuThreshold,
  planesOf,
  toHsv,
  toLabByTable,
  toYcrcb,
  VisionError,
  type BorderMode,
  type Colour,
  type FeatureMap,
  type Mask,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';

/** Classic image processing. */
export const filterAdapters: Readonly<Record<string, Adapter>> = {
  scipy_filters: (input) => {
    const image = featureMap([input.matrix('image')]);
    const border = borders[input.text('mode')];
    if (!border) throw new VisionError(`There is no border ${input.text('mode')}.`);
    const kernel = input.matrix('kernel3x3');
    const sobel = imageGradient(image, 'sobel', border);
    return {
      sobel_x: plane(sobel.x),
      sobel_y: plane(sobel.y),
      sobel_magnitude: plane(sobel.magnitude),
      prewitt_x: plane(imageGradient(image, 'prewitt', border).x),
      laplace: plane(laplacian(image, border)),
      correlate: plane(correlate(image, kernel, border)),
      convolve: plane(correlate(image, flipKernel(kernel), border)),
      uniform_3: plane(boxBlur(image, 3, border)),
      median_3: plane(medianFilter(image, 3, border)),
      gaussian_sigma1: plane(gaussianBlur(image, 1, border)),
    };
  },
  gaussian_kernel_1d: (input) => {
    const sigma = input.number('sigma');
    const radius = gaussianRadius(sigma, input.number('truncate'));
    return {
      radius,
      kernel: gaussianKernel(sigma, radius),
      derivative_kernel_order1: gaussianDerivativeKernel(sigma, radius),
    };
  },
  morphology: (input) => {
    const rows = input.matrix('binary');
    const mask = {
      width: rows[0]?.length ?? 0,
      height: rows.length,
      data: Uint8Array.from(rows.flat()),
    };
    const inRows = (values: ArrayLike<number>) =>
      rows.map((row, y) => row.map((_, x) => values[y * mask.width + x]));
    const maskRows = (result: Mask) => inRows(result.data);
    const components = connectedComponents(mask, 4);
    return {
      erosion: maskRows(erode(mask)),
      dilation: maskRows(dilate(mask)),
      opening: maskRows(openMask(mask)),
      closing: maskRows(closeMask(mask)),
      components_4: inRows(components.labels),
      num_components_4: components.count,
      num_components_8: connectedComponents(mask, 8).count,
      distance_euclidean: inRows(distanceTransform(mask)),
      distance_chessboard: inRows(distanceTransform(mask, 'chessboard')),
      distance_taxicab: inRows(distanceTransform(mask, 'taxicab')),
    };
  },
  cv_filters: (input) => {
    const rows = input.matrix('image');
    const image = featureMap([rows]);
    const counts = histogram(image.data);
    const levels = equalizedLevels(counts);
    const sobel = imageGradient(image, 'sobel', 'reflect');
    return {
      sobel_x3: plane(sobel.x),
      sobel_y3: plane(sobel.y),
      sobel_x5: plane(imageGradient(image, 'sobel5', 'reflect').x),
      scharr_x: plane(imageGradient(image, 'scharr', 'reflect').x),
      laplacian1: plane(laplacian(image, 'reflect')),
      gaussian_blur_5_s1: plane(gaussianBlur(image, 1, 'reflect', 2)),
      box3: plane(boxBlur(image, 3, 'reflect')),
      integral: plane(integralImage(image)),
      otsu_threshold: otsuThreshold(counts),
      equalize_hist: rows.map((row) => row.map((level) => levels[level])),
    };
  },
  cv_gaussian_kernel: (input) => {
    // The reference says 0 where the size alone is to decide.
    const sigma = input.number('sigma');
    return gaussianKernelOfSize(input.number('ksize'), sigma > 0 ? sigma : undefined);
  },
  cv_color: (input) => {
    const pixels = input
      .cube('rgb_0_255')
      .map((row) => row.map(([r = NaN, g = NaN, b = NaN]): Colour => [r / 255, g / 255, b / 255]));
    const converted = <T>(convert: (colour: Colour) => T) => pixels.map((row) => row.map(convert));
    return {
      gray: converted(luma),
      hsv: converted(toHsv),
      lab: converted(toLabByTable),
      ycrcb: converted(toYcrcb),
    };
  },
};

/** Our names of SciPy's borders. */
const borders: Readonly<Record<string, BorderMode>> = {
  reflect: 'symmetric',
  mirror: 'reflect',
  nearest: 'replicate',
  constant: 'constant',
  wrap: 'circular',
};

function plane(map: FeatureMap): number[][] | undefined {
  return planesOf(map)[0];
}
