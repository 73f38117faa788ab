import { demand, wholeNumber } from './errors.ts';

/** Returns how many pixels a Gaussian reaches when it is cut off at `truncate` deviations. */
export function gaussianRadius(sigma: number, truncate = 4): number {
  demand(sigma > 0, `A standard deviation must be greater than 0, got ${sigma}.`);
  return Math.floor(truncate * sigma + 0.5);
}

/** Returns e^(−x²/2σ²) for x from −radius to radius, divided by their sum. */
export function gaussianKernel(sigma: number, radius: number): number[] {
  demand(sigma > 0, `A standard deviation must be greater than 0, got ${sigma}.`);
  wholeNumber(radius, 0, 'radius');
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Returns the derivative of {@link gaussianKernel}, −x/σ² times its weights. Convolved with an image
 * it gives the slope; correlated, the slope with its sign turned.
 */
export function gaussianDerivativeKernel(sigma: number, radius: number): number[] {
  return gaussianKernel(sigma, radius).map((weight, i) => ((radius - i) / sigma ** 2) * weight);
}

/**
 * Returns a Gaussian kernel of an odd size. Without a deviation sizes up to 9 get round fractions,
 * larger ones σ = 0.3 · ((size − 1)/2 − 1) + 0.8. Matches `getGaussianKernel` of OpenCV.
 */
export function gaussianKernelOfSize(size: number, sigma?: number): number[] {
  checkOdd(size);
  const fixed = FIXED_GAUSSIANS[(size - 1) / 2];
  if (sigma === undefined && fixed) {
    const sum = fixed.reduce((a, b) => a + b, 0);
    return fixed.map((weight) => weight / sum);
  }
  return gaussianKernel(sigma ?? 0.3 * ((size - 1) / 2 - 1) + 0.8, (size - 1) / 2);
}

const FIXED_GAUSSIANS: readonly (readonly number[])[] = [
  [1],
  [1, 2, 1],
  [1, 4, 6, 4, 1],
  [2, 7, 14, 18, 14, 7, 2],
  [4, 13, 30, 51, 60, 51, 30, 13, 4],
];

/** Throws unless a window of this size has a centre. */
export function checkOdd(size: number): void {
  demand(
    Number.isInteger(size) && size > 0 && size % 2 === 1,
    `A window with a centre has an odd size, not ${size}.`,
  );
}
