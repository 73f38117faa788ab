import { bakeGeometry, type BakedWorld } from '../world/baked-world.ts';
import { drawPicture } from '../world/picture.ts';
import type { WorldSpec } from '../world/spec.ts';
import { assembleStreet, type StreetWorld } from '../world/street/assemble-street.ts';
import type { StreetFrame, StreetView } from './street-view.ts';

/** Streets that are kept: a reader who goes back and forth between two scenes does not wait. */
const KEPT_STREETS = 3;
const SHADOW_SIZE = 1024;

interface Street {
  readonly world: StreetWorld;
  readonly baked: BakedWorld;
}

/** Builds and bakes the street of a spec; what only other places or other light need is fetched for them alone. */
async function bakeStreet(spec: WorldSpec): Promise<Street> {
  const { layout = 'junction', light = 'day', weather = 'clear' } = spec;
  const [otherPlaces, otherLight] = await Promise.all([
    layout === 'junction'
      ? null
      : import('../world/street/other-places.ts').then((places) => places.OTHER_PLACES),
    light === 'day' && weather === 'clear'
      ? null
      : import('../world/other-light.ts').then((lights) => lights.OTHER_LIGHT),
  ]);
  const world = assembleStreet(spec, otherPlaces, otherLight);
  return { world, baked: bakeGeometry(world, SHADOW_SIZE, otherLight) };
}

/** Returns a function that draws views, one at a time, keeping the last few worlds. */
export function streetDrawer(
  now: () => number,
): (view: StreetView, isDraft: boolean) => Promise<StreetFrame> {
  const streets = new Map<string, Street>();
  return async ({ spec, camera, width, height, noise = 0, noiseSeed = 0 }, isDraft) => {
    const start = now();
    const key = JSON.stringify(spec);
    const street = streets.get(key) ?? (await bakeStreet(spec));
    // Set anew, so that the first key of the map is always the one used longest ago.
    streets.delete(key);
    streets.set(key, street);
    const [oldest] = streets.keys();
    if (streets.size > KEPT_STREETS && oldest !== undefined) streets.delete(oldest);
    const size = isDraft
      ? { width: Math.ceil(width / 2), height: Math.ceil(height / 2), samples: 1 as const }
      : { width, height, samples: 2 as const };
    const { frame } = drawPicture(street.baked, camera, { ...size, noise, noiseSeed });
    return { ...frame, sharp: !isDraft, ms: now() - start, things: street.world.things };
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
