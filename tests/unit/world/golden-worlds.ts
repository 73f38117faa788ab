/**
 * The fingerprints of twenty streets, for `golden.json`. Imports nothing of Node, so that it can be bundled and
 * run by any engine.
 */
import {
  bakeWorld,
  buildWorld,
  fingerprintFrame,
  renderFrame,
  sampleTrainingView,
  type Fingerprint,
} from '../../../src/world/index.ts';

/** The fingerprint of each street by its seed, with sensor noise, at a small size. */
export function goldenFingerprints(): Record<string, Fingerprint> {
  const prints: Record<string, Fingerprint> = {};
  for (let seed = 1; seed <= 20; seed++) {
    const { spec, camera } = sampleTrainingView(seed);
    const frame = renderFrame(bakeWorld(buildWorld(spec), 512), camera, {
      width: 128,
      height: 80,
      noise: 0.02,
      noiseSeed: seed,
    });
    prints[seed] = fingerprintFrame(frame);
  }
  return prints;
}
