// Typed-array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';
import { checkMap, emptyMap, type FeatureMap } from './feature-map.ts';

/**
 * Returns the integral image: at row y and column x the sum of all pixels above and to the left,
 * one row and column larger than the image. The sum over any rectangle takes four reads of it
 * (Viola and Jones 2001). Matches `integral` of OpenCV.
 */
export function integralImage(image: FeatureMap): FeatureMap {
  checkMap(image);
  const { channels, height, width, data } = image;
  const sums = emptyMap(channels, height + 1, width + 1);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let y = 0; y < height; y += 1) {
      const from = (channel * height + y) * width;
      const above = (channel * (height + 1) + y) * (width + 1);
      const to = above + width + 1;
      let row = 0;
      for (let x = 0; x < width; x += 1) {
        row += data[from + x]!;
        sums.data[to + x + 1] = sums.data[above + x + 1]! + row;
      }
    }
  }
  return sums;
}

/**
 * Returns how often each grey level from 0 to 255 occurs.
 *
 * @throws VisionError for a level that is none of these whole numbers.
 */
export function histogram(levels: Iterable<number>): Uint32Array {
  const counts = new Uint32Array(256);
  for (const level of levels) {
    demand(
      Number.isInteger(level) && level >= 0 && level <= 255,
      `A grey level is a whole number from 0 to 255, not ${level}.`,
    );
    counts[level]! += 1;
  }
  return counts;
}

/**
 * Returns the grey level that best parts an image in two, dark up to and including it: the variance
 * between both parts is largest (Otsu 1979); 0 when there is only one level. Computed in the order
 * of `threshold` of OpenCV, so that near-ties fall alike.
 */
export function otsuThreshold(counts: Uint32Array): number {
  checkCounts(counts);
  const total = counts.reduce((a, b) => a + b, 0);
  const mean = counts.reduce((sum, count, level) => sum + level * count, 0) / total;
  let [share, darkMean, most, best] = [0, 0, 0, 0];
  for (let level = 0; level < 256; level += 1) {
    const own = counts[level]! / total;
    const darkSum = darkMean * share + level * own;
    share += own;
    const rest = 1 - share;
    if (Math.min(share, rest) < LEAST_SHARE) {
      darkMean = share === 0 ? 0 : darkSum / share;
      continue;
    }
    darkMean = darkSum / share;
    const brightMean = (mean - share * darkMean) / rest;
    const variance = share * rest * (darkMean - brightMean) ** 2;
    if (variance > most) [most, best] = [variance, level];
  }
  return best;
}

/** Below this a part of the image counts as empty: the rounding of a 32-bit float. */
const LEAST_SHARE = 2 ** -23;

/**
 * Returns the new level of each old one, such that the levels that occur spread evenly over 0 to
 * 255: the cumulative histogram, without the darkest level. Matches `equalizeHist` of OpenCV,
 * including its 32-bit arithmetic and its rounding of halves to even.
 */
export function equalizedLevels(counts: Uint32Array): Uint8Array {
  checkCounts(counts);
  const levels = new Uint8Array(256);
  const darkest = counts.findIndex((count) => count > 0);
  const rest = counts.reduce((a, b) => a + b, 0) - counts[darkest]!;
  // An image of one level has nothing to spread.
  if (rest === 0) return levels.fill(darkest);
  const scale = Math.fround(255 / rest);
  let sum = 0;
  for (let level = darkest + 1; level < 256; level += 1) {
    sum += counts[level]!;
    levels[level] = roundHalfToEven(Math.fround(sum * scale));
  }
  return levels;
}

function roundHalfToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}

function checkCounts(counts: Uint32Array): void {
  demand(
    counts.length === 256 && counts.some((count) => count > 0),
    'A histogram has 256 counts, and at least one pixel.',
  );
}
