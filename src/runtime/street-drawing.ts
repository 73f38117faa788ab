import { bakeWorld, buildWorld, renderFrame, type BakedWorld } from '../world/index.ts';
import type { StreetFrame, StreetView } from './street-view.ts';

/** Worlds that are kept: a reader who goes back and forth between two scenes does not wait. */
const KEPT_WORLDS = 3;

/** Returns a function that draws views, keeping the last few worlds. */
export function streetDrawer(
  now: () => number,
): (view: StreetView, isDraft: boolean) => StreetFrame {
  const worlds = new Map<string, BakedWorld>();
  return ({ spec, camera, width, height, noise = 0, noiseSeed = 0 }, isDraft) => {
    const start = now();
    const key = JSON.stringify(spec);
    const baked = worlds.get(key) ?? bakeWorld(buildWorld(spec));
    // Set anew, so that the first key of the map is always the one used longest ago.
    worlds.delete(key);
    worlds.set(key, baked);
    const [oldest] = worlds.keys();
    if (worlds.size > KEPT_WORLDS && oldest !== undefined) worlds.delete(oldest);
    const size = isDraft
      ? { width: Math.ceil(width / 2), height: Math.ceil(height / 2), samples: 1 as const }
      : { width, height, samples: 2 as const };
    return {
      ...renderFrame(baked, camera, { ...size, noise, noiseSeed }),
      sharp: !isDraft,
      ms: now() - start,
    };
  };
}

/** Returns the buffers of a frame, which move to the page instead of being copied. */
export function buffersOf(frame: StreetFrame): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(frame) as unknown[]) {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}
