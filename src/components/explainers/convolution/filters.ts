import {
  convMacs,
  convolve,
  padMap,
  type FeatureMap,
  type Kernels,
  type Matrix,
} from '../../../vision/index.ts';

/** Pixels as a canvas has them: red, green, blue and opacity, 0 to 255. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

export const FILTER_NAMES = ['edges-across', 'edges-down', 'outlines', 'sharpen', 'blur'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** The filter whose result is drawn when pages are built. */
export const BUILT_FILTER: FilterName = 'edges-across';

/** A kernel with a purpose: whole numbers, and what their sum is divided by. */
export interface Filter {
  readonly label: string;
  readonly kernel: Matrix;
  readonly divisor: number;
  /** Whether it looks at brightness alone; its sum is 0 and is drawn around a middle grey. */
  readonly grey: boolean;
  readonly says: string;
}

/** Filters by hand, as they were used before kernels were learnt. */
export const FILTERS: Record<FilterName, Filter> = {
  'edges-across': {
    label: 'Edges, left to right',
    kernel: [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
    divisor: 4,
    grey: true,
    says: 'Sobel: brighter on the right is white, darker on the right is black, no change is grey.',
  },
  'edges-down': {
    label: 'Edges, top to bottom',
    kernel: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
    divisor: 4,
    grey: true,
    says: 'Sobel turned: upright poles vanish, kerbs and roofs stay.',
  },
  outlines: {
    label: 'Outlines',
    kernel: [
      [0, 1, 0],
      [1, -4, 1],
      [0, 1, 0],
    ],
    divisor: 1,
    grey: true,
    says: 'Laplace: how far a pixel is from the mean of its four neighbours, times four.',
  },
  sharpen: {
    label: 'Sharpen',
    kernel: [
      [0, -1, 0],
      [-1, 5, -1],
      [0, -1, 0],
    ],
    divisor: 1,
    grey: false,
    says: 'The picture minus its Laplace: the weights sum to 1, so flat areas stay as they are.',
  },
  blur: {
    label: 'Blur',
    kernel: [
      [1, 4, 6, 4, 1],
      [4, 16, 24, 16, 4],
      [6, 24, 36, 24, 6],
      [4, 16, 24, 16, 4],
      [1, 4, 6, 4, 1],
    ],
    divisor: 256,
    grey: false,
    says: 'Binomial weights, close to a Gaussian, which sum to 1.',
  },
};

/** How much red, green and blue add to brightness (Rec. 601). */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Returns a picture filtered: every channel alike, or its brightness alone. The border is repeated. */
export function filterPixels(picture: Pixels, name: FilterName): Uint8ClampedArray<ArrayBuffer> {
  const { kernel, divisor, grey } = FILTERS[name];
  const colours = planesOfPicture(picture);
  const input = grey ? convolve(colours, brightness()) : colours;
  const margin = (kernel.length - 1) / 2;
  const output = convolve(
    padMap(input, { top: margin, bottom: margin, left: margin, right: margin }, 'replicate'),
    sameForEach(kernel, divisor, input.channels),
    { groups: input.channels },
  );
  const area = picture.width * picture.height;
  const pixels = new Uint8ClampedArray(4 * area).fill(255);
  for (let at = 0; at < area; at += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      const value = output.data[grey ? at : colour * area + at] ?? 0;
      pixels[4 * at + colour] = grey ? 127.5 + value : value;
    }
  }
  return pixels;
}

/** Returns the multiply–accumulates of filtering a picture of this size. */
export function filterMacs(name: FilterName, width: number, height: number): number {
  const { kernel, grey } = FILTERS[name];
  const size = [height, width] as const;
  const side = kernel.length;
  const channels = grey ? 1 : 3;
  const filter = { inputChannels: channels, outputChannels: channels, groups: channels };
  const toGrey = { inputChannels: 3, outputChannels: 1, kernel: [1, 1] as const };
  return convMacs({ ...filter, kernel: [side, side] }, size) + (grey ? convMacs(toGrey, size) : 0);
}

/** Returns red, green and blue of a picture as three planes, 0 to 255. */
export function planesOfPicture({ width, height, data }: Pixels): FeatureMap {
  const area = width * height;
  const planes = Float64Array.from(
    { length: 3 * area },
    (_, at) => data[4 * (at % area) + Math.floor(at / area)] ?? 0,
  );
  return { channels: 3, height, width, data: planes };
}

/** The 1 × 1 kernel that makes one channel of three. */
function brightness(): Kernels {
  return { count: 1, channels: 3, height: 1, width: 1, data: Float64Array.from(LUMA) };
}

/** One kernel per channel, all alike: a depthwise layer. */
function sameForEach(kernel: Matrix, divisor: number, channels: number): Kernels {
  const weights = kernel.flat().map((weight) => weight / divisor);
  const data = Float64Array.from({ length: channels * weights.length }, (_, at) => {
    return weights[at % weights.length] ?? 0;
  });
  return { count: channels, channels: 1, height: kernel.length, width: kernel.length, data };
}
