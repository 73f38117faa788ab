/**
 * The fingerprints of twenty streets, for `golden.json`. Imports nothing of Node, so that it can be bundled and
 * run by any engine.
 */
import {
  bakeWorld,
  fingerprintFrame,
  renderFrame,
  sampleTrainingViews,
  type Fingerprint,
} from '../../../src/world/index.ts';

/** The fingerprint of each street by its seed, with sensor noise, at a small size. */
export function goldenFingerprints(): Record<string, Fingerprint> {
  const prints: Record<string, Fingerprint> = {};
  for (let seed = 1; seed <= 20; seed++) {
    const { world, cameras } = sampleTrainingViews(seed, 1);
    const [camera] = cameras;
    if (!camera) throw new Error(`The street of seed ${seed} has no room for a camera.`);
    const frame = renderFrame(bakeWorld(world, 512), camera, {
      width: 128,
      height: 80,
      noise: 0.02,
      noiseSeed: seed,
    });
    prints[seed] = fingerprintFrame(frame);
  }
  return prints;
}
