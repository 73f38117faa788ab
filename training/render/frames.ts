/**
 * Renders training frames with their truth: `node training/render/frames.ts OUT FIRST_WORLD WORLDS
 * VIEWS`. Writes OUT.rgb (frames one after another, 256 × 160 RGB bytes) and OUT.json (truth).
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  bakeWorld,
  noiseOf,
  noiseSeedOf,
  renderFrame,
  sampleTrainingViews,
} from '../../src/world/index.ts';
import { CLASS_OF, HEIGHT, rgbOf, truthOf, WIDTH, type FrameTruth } from './truth.ts';

const [out = '', firstWorld = '', worlds = '', views = ''] = process.argv.slice(2);
if (!out || !worlds || !views) {
  console.error('Usage: node training/render/frames.ts OUT FIRST_WORLD WORLDS VIEWS');
  process.exit(1);
}
mkdirSync(dirname(out), { recursive: true });
const file = openSync(`${out}.rgb`, 'w');
const truths: FrameTruth[] = [];
const start = performance.now();

for (let place = 0; place < Number(worlds); place += 1) {
  const seed = Number(firstWorld) + place;
  const { spec, world, cameras } = sampleTrainingViews(seed, Number(views));
  const baked = bakeWorld(world);
  const noise = noiseOf(seed);
  for (const [view, camera] of cameras.entries()) {
    const options = { width: WIDTH, height: HEIGHT, noise, noiseSeed: noiseSeedOf(seed, view) };
    const frame = renderFrame(baked, camera, { ...options, samples: 2 });
    writeSync(file, rgbOf(frame));
    truths.push(truthOf(frame, { world: seed, view, spec }));
  }
}
closeSync(file);
writeFileSync(`${out}.json`, JSON.stringify({ classes: CLASS_OF, frames: truths }));
const seconds = (performance.now() - start) / 1000;
console.log(`${truths.length} frames in ${seconds.toFixed(0)} s`);
