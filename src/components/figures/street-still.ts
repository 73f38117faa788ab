import {
  bakeWorld,
  buildWorld,
  renderFrame,
  SCENES,
  type BakedWorld,
  type Frame,
} from '../../world/index.ts';

/** Pixels in which figures count on a street picture; the detector sees the same view at 256 × 160. */
export const STREET_SIZE = { width: 640, height: 400 } as const;

/** The hand-chosen views of the street, by name. */
export type StreetScene = keyof typeof SCENES;

const worlds = new Map<StreetScene, BakedWorld>();
const frames = new Map<string, Frame>();

/**
 * Returns a scene's frame, `scale` times `STREET_SIZE`. For pages being built: worlds and frames are
 * kept, because several pages show the same one.
 */
export function streetStill(scene: StreetScene, scale: 1 | 2 = 1): Frame {
  const key = `${scene} ${scale}`;
  const known = frames.get(key);
  if (known) return known;
  const { spec, camera } = SCENES[scene];
  const world = worlds.get(scene) ?? bakeWorld(buildWorld(spec));
  worlds.set(scene, world);
  const frame = renderFrame(world, camera, {
    width: STREET_SIZE.width * scale,
    height: STREET_SIZE.height * scale,
    samples: 2,
  });
  frames.set(key, frame);
  return frame;
}

/** Returns the address of a scene's picture on the built site. */
export function stillAddress(scene: StreetScene): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/pictures/${scene}.webp`;
}
