import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { levelFields, TRUNK } from '../../src/components/lesson/two-stage/level-fields.ts';
import { regionScale } from '../../src/components/lesson/two-stage/pyramid-scale.ts';
import {
  poolBoth,
  REGION,
  roundedRegion,
  samplePlaces,
  slideRegion,
  STRIDE,
} from '../../src/components/lesson/two-stage/region-pooling.ts';
import { boxField } from '../../src/components/figures/box-field.ts';
import { anchorsState } from '../../src/components/explainers/anchors/state.ts';
import { nmsState } from '../../src/components/explainers/nms/state.ts';
import { PRESETS } from '../../src/components/explainers/receptive-field/presets.ts';
import {
  HORIZONTAL,
  readStack,
  windowOf,
  writeStack,
} from '../../src/components/explainers/receptive-field/layers.ts';
import { measuredText } from '../../src/components/lesson/measured.ts';
import { compareTopDown } from '../../src/components/lesson/two-stage/ablation.ts';
import { STREET_SIZE } from '../../src/components/figures/street-still.ts';
import { iou, pyramidLevel, receptiveFields, type Box } from '../../src/vision/index.ts';

/** What the lesson on two-stage detectors says in words, against what its figures draw. */
const lesson = readFileSync(
  'src/content/lessons/detection/two-stage-and-fpn.mdx',
  'utf8',
).replaceAll(/\s+/g, ' ');
const card: unknown = JSON.parse(readFileSync('public/models/detector/card.json', 'utf8'));

describe('the worked example of pooling', () => {
  it('gives 3 and 5 with RoIPool, 1.75 and 3.75 with RoIAlign', () => {
    expect(poolBoth(REGION)).toEqual({
      pooled: [
        [3, 5],
        [3, 5],
      ],
      aligned: [
        [1.75, 3.75],
        [1.75, 3.75],
      ],
    });
    for (const words of ['**3 and 5**', '**1.75**', '**3.75**', '20 to 84 px', '1.25 to 5.25'])
      expect(lesson).toContain(words);
  });

  it('reads 80 px where the region has 64, and samples where the text says', () => {
    const [left, , right] = roundedRegion(REGION);
    expect([(right - left) * STRIDE, REGION[2] - REGION[0]]).toEqual([80, 64]);
    expect(lesson).toContain('RoIPool reads 80 px where the region has 64');
    const across = [...new Set(samplePlaces(REGION).map(([x]) => x))];
    expect(across).toEqual([1.75, 2.75, 3.75, 4.75]);
  });

  it('jumps once for RoIPool and follows every pixel for RoIAlign', () => {
    const slides = slideRegion();
    expect(new Set(slides.map(({ pooled }) => pooled))).toEqual(new Set([3, 4]));
    expect(lesson).toContain('answers with one jump');
    for (const { shift, aligned } of slides) expect(aligned).toBeCloseTo(1.75 + shift / STRIDE, 12);
  });
});

describe('the level of a region', () => {
  it('is what the text works out', () => {
    const level = (width: number, height: number) =>
      pyramidLevel([0, 0, width, height], { finest: 2, coarsest: 5 });
    expect([level(112, 112), level(60, 240), level(30, 30), level(28, 448)]).toEqual([3, 3, 2, 3]);
  });

  it('makes every region from 56 px up 14 to 28 features wide, and smaller ones fewer', () => {
    for (let side = 56; side < 896; side += 1) {
      const { features } = regionScale(side);
      expect(features).toBeGreaterThanOrEqual(14);
      expect(features).toBeLessThan(28);
    }
    expect(regionScale(111).level).toBe(2);
    expect(regionScale(28).features).toBe(7);
    expect([regionScale(16).features, regionScale(16).single]).toEqual([4, 1]);
    expect(lesson).toContain('From 56 px up every region is read 14 to 28 features wide');
  });
});

describe('the detector of this site', () => {
  it('has the trunk that the figures stack', () => {
    const { tensors } = card as { tensors: { name: string; shape: number[] }[] };
    const trunk = tensors.filter(({ name }) => /^(stem|down|block).*kernel$/.test(name));
    expect(trunk.map(({ shape }) => shape.slice(0, 2))).toEqual(
      Array.from({ length: 11 }, () => [3, 3]),
    );
    const preset = PRESETS.find(({ slug }) => slug === 'detector');
    expect(writeStack(preset?.stack.slice(0, trunk.length) ?? [])).toBe(TRUNK);
  });

  it('sees 23 px on its finest level and 175 on its coarsest, as the prediction says', () => {
    const levels = levelFields(card);
    expect(levels.map(({ stride, alone }) => [stride, alone])).toEqual([
      [4, 23],
      [8, 63],
      [16, 143],
      [32, 175],
    ]);
    expect(levels.every(({ topDown }) => topDown === 175)).toBe(true);
    for (const words of ['sees 23 × 23 px', "text: '175 px', right: true", 'decides from 23 px'])
      expect(lesson).toContain(words);
  });
});

describe('the ablation of the top-down path', () => {
  const plain: unknown = JSON.parse(
    readFileSync('public/models/detector-no-fpn/card.json', 'utf8'),
  );
  const { rows } = compareTopDown(card, plain);
  const lost = (name: string): number => {
    const row = rows.find((one) => one.name.startsWith(name));
    if (!row) throw new Error(`No row begins with ${name}.`);
    return row.lost;
  };

  it('takes less than three points of recall from small things, and none from large ones', () => {
    expect(lost('Recall, small')).toBeGreaterThan(2);
    expect(lost('Recall, small')).toBeLessThan(3);
    expect(lost('Recall, large')).toBeLessThanOrEqual(0);
    const ap = (of: unknown): number => Number(measuredText(of, 'evaluation/sizes/large/ap'));
    expect(ap(plain)).toBeGreaterThan(ap(card));
  });

  it('hardly moves AP at IoU 0.75, and costs bicycles most and buses nothing', () => {
    expect(lost('AP at IoU 0.75')).toBeLessThan(1);
    expect(lost('AP at IoU 0.5')).toBeGreaterThan(2);
    const ap50 = (of: unknown, name: string): number =>
      Number(measuredText(of, `evaluation/classes/${name}/ap50`));
    const losses = ['bicycle', 'car', 'bus', 'person', 'sign'].map(
      (name) => ap50(card, name) - ap50(plain, name),
    );
    expect(losses[0]).toBe(Math.max(...losses));
    expect(losses[2]).toBeLessThanOrEqual(0);
  });

  it('has intervals that are apart for AP50 and overlap for small things', () => {
    expect(rows.find(({ name }) => name === 'AP at IoU 0.5')?.apart).toBe(true);
    expect(rows.find(({ name }) => name.startsWith('Recall, small'))?.apart).toBe(false);
  });

  it('is explained with a trunk of eleven layers and 39 px behind the head', () => {
    const fine = PRESETS.find(({ slug }) => slug === 'detector-fine');
    const fields = receptiveFields(fine?.stack.map((layer) => windowOf(layer, HORIZONTAL)) ?? []);
    expect(fields.at(-1)?.size).toBe(39);
    expect(readStack(TRUNK)).toHaveLength(11);
    for (const words of ['eleven layers', 'sees 39 px']) expect(lesson).toContain(words);
  });
});

describe('links to figures', () => {
  it('show a quarter of a box off along both axes, IoU 0.39', () => {
    const hash = /\/explain\/iou\/#v=1&truth=([\d,]+)&prediction=([\d,]+)/.exec(lesson);
    const whole: Box = [0, 0, STREET_SIZE.width, STREET_SIZE.height];
    const field = boxField(whole, STREET_SIZE, 8);
    const [truth, prediction] = [field.read(hash?.[1] ?? ''), field.read(hash?.[2] ?? '')];
    expect(iou(truth ?? whole, prediction ?? whole)).toBeCloseTo(0.39, 2);
    expect(lesson).toContain('[an IoU of 0.39]');
  });

  it('set the NMS figure to the threshold of proposals, on the twins', () => {
    const hash = /\/explain\/nms\/#([^)]+)/.exec(lesson)?.[1] ?? '';
    const { state } = nmsState.decode(hash);
    expect(state).toMatchObject({ iou: 0.7, scene: 'twins' });
  });

  it('lay one map of stride 16 with the rule of the proposal network', () => {
    const hash = /\/explain\/anchors\/#([^)]+)/.exec(lesson)?.[1] ?? '';
    const decoded = anchorsState({ truths: [] }).decode(hash);
    expect(decoded.outcome).toBe('read');
    expect(decoded.state).toMatchObject({ strides: [16], high: 0.7, low: 0.3, forced: true });
  });
});
