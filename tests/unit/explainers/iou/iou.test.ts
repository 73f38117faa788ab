import { expect, test } from 'vitest';
import { IOU_CHALLENGES } from '../../../../src/components/explainers/iou/challenges.ts';
import { builtDescent } from '../../../../src/components/explainers/iou/curves.built.ts';
import {
  curveOf,
  nameOfDescent,
  packCurve,
  unpackCurve,
} from '../../../../src/components/explainers/iou/curves.ts';
import { descend, STEPS, updateOf } from '../../../../src/components/explainers/iou/descent.ts';
import { gradientRows } from '../../../../src/components/explainers/iou/gradient-table.ts';
import { measure } from '../../../../src/components/explainers/iou/measure.ts';
import { placePreset, PRESETS } from '../../../../src/components/explainers/iou/presets.ts';
import { GRID_SCENE } from '../../../../src/components/explainers/iou/scene.ts';
import {
  overlapSentence,
  pullSentence,
} from '../../../../src/components/explainers/iou/sentences.ts';
import {
  iouState,
  LOSSES,
  type IouState,
} from '../../../../src/components/explainers/iou/state.ts';
import { sceneOnStreet } from '../../../../src/components/explainers/iou/street-scene.ts';
import { streetStill } from '../../../../src/components/figures/street-still.ts';
import { boxLoss, ciou, diou, giou, iou, type Box } from '../../../../src/vision/index.ts';

/** Scenes of several shapes: the challenges must not depend on the picture that was chosen. */
const scenes = [
  GRID_SCENE,
  { ...GRID_SCENE, truth: [30, 150, 90, 330] as Box },
  { ...GRID_SCENE, truth: [420, 180, 600, 290] as Box },
];

/** A box around a centre, its sides as shares of the truth's. */
function sized(truth: Box, w: number, h: number): Box {
  const [cx, cy] = [(truth[0] + truth[2]) / 2, (truth[1] + truth[3]) / 2];
  const [dx, dy] = [((truth[2] - truth[0]) * w) / 2, ((truth[3] - truth[1]) * h) / 2];
  return [cx - dx, cy - dy, cx + dx, cy + dy];
}

/** The challenge of a slug. */
function challenge(slug: string) {
  const found = IOU_CHALLENGES.find((it) => it.slug === slug);
  if (!found) throw new Error(`There is no challenge ${slug}.`);
  return found;
}

test.each(scenes)('the numbers are those of the drawn boxes (truth $truth)', (scene) => {
  const codec = iouState(scene);
  const now = measure({ ...codec.initial, loss: 'giou', step: 7 });
  expect(now.iou).toBe(iou(now.prediction, now.truth));
  expect(now.giou).toBe(giou(now.prediction, now.truth));
  expect(now.diou).toBe(diou(now.prediction, now.truth));
  expect(now.ciou).toBe(ciou(now.prediction, now.truth));
  expect(now.shared.width * now.shared.height).toBeCloseTo(now.shared.area, 9);
  expect(now.shared.area / now.union).toBeCloseTo(now.iou, 12);
  expect(now.iou - (now.distance / now.diagonal) ** 2).toBeCloseTo(now.diou, 12);
  expect(now.diou - now.weight * now.aspect).toBeCloseTo(now.ciou, 12);
});

test.each(scenes)('no challenge is solved at the start (truth $truth)', (scene) => {
  const now = measure(iouState(scene).initial);
  for (const { slug, solved, progress } of IOU_CHALLENGES) {
    expect(solved(now), slug).toBe(false);
    expect(progress(now)).not.toMatch(/NaN|undefined/);
  }
});

test.each(scenes)('every challenge can be solved (truth $truth)', (scene) => {
  const codec = iouState(scene);
  const at = (change: Partial<IouState>) =>
    measure(codec.complete({ ...codec.initial, ...change }));
  const { truth } = scene;
  const corner: Box = truth[0] > 200 ? [0, 0, 12, 12] : [628, 0, 640, 12];
  expect(challenge('far-apart').solved(at({ prediction: corner }))).toBe(true);

  const tiny: Box = [truth[0], truth[1], truth[0] + 10, truth[1] + 10];
  expect(challenge('blind-to-place').solved(at({ prediction: tiny }))).toBe(true);

  const slim = sized(truth, 0.3, 1);
  const flat = sized(truth, 1, 0.3);
  const shaped = [slim, flat].map((prediction) => at({ prediction }));
  expect(shaped.some((now) => challenge('centred-other-shape').solved(now))).toBe(true);

  const apart = PRESETS.find(({ name }) => name === 'No overlap');
  if (!apart) throw new Error('The preset without overlap is gone.');
  const prediction = placePreset(apart, truth, scene);
  expect(iou(prediction, truth)).toBe(0);
  expect(challenge('rescue').solved(at({ prediction, loss: 'diou', step: STEPS }))).toBe(true);
  expect(challenge('rescue').solved(at({ prediction, loss: 'iou', step: STEPS }))).toBe(false);
});

test('plain IoU never leaves a start without overlap; the other three arrive', () => {
  const start: Box = [512, 125, 640, 245];
  const { truth } = GRID_SCENE;
  expect(descend(start, truth, 'iou').every((box) => iou(box, truth) === 0)).toBe(true);
  for (const loss of ['giou', 'diou', 'ciou'] as const) {
    const path = descend(start, truth, loss);
    expect(path).toHaveLength(STEPS + 1);
    expect(iou(path[STEPS] ?? start, truth)).toBeGreaterThan(0.9);
  }
});

test('an arrow points down the gradient: a small move along it lowers the loss', () => {
  const { truth } = GRID_SCENE;
  const box: Box = [278, 137, 435, 269];
  for (const loss of LOSSES) {
    const [a, b, c, d] = updateOf(box, truth, loss, 1e-5);
    const moved: Box = [box[0] + a, box[1] + b, box[2] + c, box[3] + d];
    expect(boxLoss(loss, moved, truth).loss).toBeLessThan(boxLoss(loss, box, truth).loss);
  }
});

test('three presets share one IoU and one GIoU, and CIoU tells all three apart', () => {
  const { truth } = GRID_SCENE;
  const halves = PRESETS.filter(({ name }) => name.startsWith('½')).map((preset) =>
    placePreset(preset, truth, GRID_SCENE),
  );
  expect(halves).toHaveLength(3);
  for (const box of halves) {
    expect(iou(box, truth)).toBeCloseTo(0.5, 2);
    expect(giou(box, truth)).toBeCloseTo(0.5, 2);
  }
  expect(new Set(halves.map((box) => ciou(box, truth).toFixed(3))).size).toBe(3);
});

test.each(scenes)('every preset lies inside the picture and can be written in a link', (scene) => {
  const codec = iouState(scene);
  for (const preset of PRESETS) {
    const prediction = placePreset(preset, scene.truth, scene);
    const decoded = codec.decode(`#${codec.encode({ ...codec.initial, prediction })}`);
    expect(decoded, preset.name).toMatchObject({ state: { prediction } });
  }
});

test('the sentence says when nothing pulls', () => {
  const codec = iouState(GRID_SCENE);
  const apart = measure({ ...codec.initial, prediction: [500, 10, 600, 60] });
  const update = updateOf(apart.prediction, apart.truth, 'iou');
  expect(overlapSentence(apart)).toBe('The boxes share nothing.');
  expect(pullSentence(apart, 'iou', update)).toContain('gradient is zero');
  expect(gradientRows(apart.prediction, apart.truth)[0]?.slice(2)).toEqual(
    Array.from({ length: 4 }, () => '0.00 ‰'),
  );
});

test('a curve comes back from its packed text to the nearest ten-thousandth', () => {
  const { prediction, truth } = iouState(GRID_SCENE).initial;
  for (const loss of LOSSES) {
    const curve = curveOf(prediction, truth, loss);
    expect(curve).toHaveLength(STEPS + 1);
    const again = unpackCurve(packCurve(curve));
    for (const [step, value] of curve.entries()) expect(again[step]).toBeCloseTo(value, 3);
  }
});

test('the curves that come with the page are those of its first boxes', () => {
  const { prediction, truth } = iouState(
    sceneOnStreet(streetStill('twins'), '/pictures/twins.webp'),
  ).initial;
  expect(builtDescent.name).toBe(nameOfDescent(prediction, truth));
  for (const loss of LOSSES)
    expect(builtDescent.curves[loss]).toBe(packCurve(curveOf(prediction, truth, loss)));
});
