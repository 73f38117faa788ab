// Typed-array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';

/** A picture of yes and no. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** `width · height` numbers, row by row: 0 for no. */
  readonly data: Uint8Array;
}

/** Which pixels are neighbours: those that share a side, or also those that share a corner. */
export type Connectivity = 4 | 8;

/*
 * Beyond the border there is nothing: an object that touches it is eroded from there too, as with
 * the default of `scipy.ndimage`.
 */

/** Returns where the pixel and all its neighbours are set. */
export function erode(mask: Mask, connectivity: Connectivity = 8): Mask {
  return fromNeighbours(mask, connectivity, (set, all) => set === all);
}

/** Returns where the pixel or any of its neighbours is set. */
export function dilate(mask: Mask, connectivity: Connectivity = 8): Mask {
  return fromNeighbours(mask, connectivity, (set) => set > 0);
}

/** Returns the mask eroded and dilated: what is thinner than the neighbourhood is gone. */
export function openMask(mask: Mask, connectivity: Connectivity = 8): Mask {
  return dilate(erode(mask, connectivity), connectivity);
}

/** Returns the mask dilated and eroded: gaps thinner than the neighbourhood are filled. */
export function closeMask(mask: Mask, connectivity: Connectivity = 8): Mask {
  return erode(dilate(mask, connectivity), connectivity);
}

/** Which pixels hang together. */
export interface Components {
  /** One number per pixel: 0 where the mask is not set, else the component, from 1. */
  readonly labels: Int32Array;
  readonly count: number;
}

/** Returns the connected components, numbered in the order in which rows first meet them. */
export function connectedComponents(mask: Mask, connectivity: Connectivity = 8): Components {
  checkMask(mask);
  const labels = new Int32Array(mask.data.length);
  let count = 0;
  for (let seed = 0; seed < labels.length; seed += 1) {
    if (mask.data[seed] === 0 || labels[seed] !== 0) continue;
    count += 1;
    labels[seed] = count;
    const open = [seed];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const next of neighbours(mask, at, connectivity)) {
        if (next < 0 || mask.data[next] === 0 || labels[next] !== 0) continue;
        labels[next] = count;
        open.push(next);
      }
    }
  }
  return { labels, count };
}

/** Throws unless `data` holds a number per pixel. */
export function checkMask({ width, height, data }: Mask): void {
  demand(
    width > 0 && height > 0 && data.length === width * height,
    `A mask of ${width} × ${height} pixels needs ${width * height} numbers, got ${data.length}.`,
  );
}

const STEPS: readonly (readonly [dx: number, dy: number])[] = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];

/** The pixels next to one; −1 for those beyond the border. */
function neighbours({ width, height }: Mask, at: number, connectivity: Connectivity): number[] {
  const [x, y] = [at % width, Math.floor(at / width)];
  return STEPS.slice(0, connectivity).map(([dx, dy]) => {
    const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
    return inside ? at + dy * width + dx : -1;
  });
}

function fromNeighbours(
  mask: Mask,
  connectivity: Connectivity,
  decide: (set: number, all: number) => boolean,
): Mask {
  checkMask(mask);
  const data = new Uint8Array(mask.data.length);
  for (let at = 0; at < data.length; at += 1) {
    let set = mask.data[at] === 0 ? 0 : 1;
    for (const next of neighbours(mask, at, connectivity)) {
      if (next >= 0 && mask.data[next] !== 0) set += 1;
    }
    data[at] = Number(decide(set, connectivity + 1));
  }
  return { width: mask.width, height: mask.height, data };
}
