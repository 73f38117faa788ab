/**
 * Renders training crops with their truth: `node training/classifier/render-crops.ts OUT FIRST_WORLD WORLDS
 * VIEWS`. Writes OUT.rgb (crops one after another, 64 × 64 RGB bytes) and OUT.json (what each shows).
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { bakeWorld, RandomStream, sampleTrainingViews } from '../../src/world/index.ts';
import { cropsOf } from './crop-windows.ts';
import { CROP_CLASSES } from './crop-windows.ts';
import { frameOf, ridersOf, shrunk, type CropTruth } from './crops.ts';

const [out = '', firstWorld = '', worlds = '', views = ''] = process.argv.slice(2);
if (!out || !worlds || !views) {
  console.error('Usage: node training/classifier/render-crops.ts OUT FIRST_WORLD WORLDS VIEWS');
  process.exit(1);
}
mkdirSync(dirname(out), { recursive: true });
const file = openSync(`${out}.rgb`, 'w');
const truths: CropTruth[] = [];
const start = performance.now();

for (let place = 0; place < Number(worlds); place += 1) {
  const seed = Number(firstWorld) + place;
  const { spec, world, cameras } = sampleTrainingViews(seed, Number(views));
  const baked = bakeWorld(world);
  const riders = ridersOf(world);
  for (const [view, camera] of cameras.entries()) {
    const frame = frameOf(baked, camera, seed, view);
    const stream = new RandomStream(seed).fork(79).fork(view);
    for (const { className, window } of cropsOf(frame, stream, riders)) {
      writeSync(file, shrunk(frame, window));
      truths.push({
        world: seed,
        view,
        light: spec.light ?? 'day',
        weather: spec.weather ?? 'clear',
        window,
        class: CROP_CLASSES.indexOf(className),
      });
    }
  }
}
closeSync(file);
writeFileSync(`${out}.json`, JSON.stringify({ classes: CROP_CLASSES, crops: truths }));
const seconds = (performance.now() - start) / 1000;
console.log(`${truths.length} crops in ${seconds.toFixed(0)} s`);
