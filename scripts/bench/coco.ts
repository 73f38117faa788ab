import { evaluateDetections, type Box, type DetectionImage } from '../../src/vision/index.ts';
import { randomSource } from './random.ts';
import { row, type Row } from './row.ts';
import { medians } from './stopwatch.ts';

/** The time that we allow ourselves, on one core. */
const LIMIT = 2000;

const IMAGES = 5000;
const BOXES = 10;
const CLASSES = [0, 1, 2, 3, 4];

/** The twelve COCO numbers of 5,000 images with ten truths and ten detections each. */
export function bench(): Promise<Row[]> {
  const images = makeImages();
  const { ours } = medians(
    { ours: { run: () => evaluateDetections(images, CLASSES) } },
    { fewest: 5, atLeast: 0 },
  );
  const name = `COCO evaluation, ${IMAGES} images × ${BOXES} boxes`;
  return Promise.resolve([row(name, ours, LIMIT, 'the reference is our limit')]);
}

function makeImages(): DetectionImage[] {
  const random = randomSource(1);
  return Array.from({ length: IMAGES }, () => {
    const truths = Array.from({ length: BOXES }, () => {
      const [x, y, size] = [random() * 500, random() * 400, 10 + random() * 120];
      const box: Box = [x, y, x + size, y + size * (0.5 + random())];
      return { box, classId: Math.floor(random() * CLASSES.length) };
    });
    const predictions = truths.map(({ box, classId }) => {
      const shift = () => (random() - 0.5) * 0.2 * (box[2] - box[0]);
      const [dx, dy] = [shift(), shift()];
      const moved: Box = [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy];
      return { box: moved, classId, score: random() };
    });
    return { truths, predictions };
  });
}
