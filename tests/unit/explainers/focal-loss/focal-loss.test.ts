import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { binOf, binsOf } from '../../../../src/components/explainers/focal-loss/bins.ts';
import { logitAt, xOf } from '../../../../src/components/explainers/focal-loss/chart.ts';
import {
  cumulative,
  hardestShare,
  thinned,
} from '../../../../src/components/explainers/focal-loss/cumulative.ts';
import {
  anchorIn,
  entriesOf,
  packLogits,
  sizeOf,
  sortLogits,
  unpackLogits,
} from '../../../../src/components/explainers/focal-loss/logits.ts';
import {
  costOf,
  countOf,
  hardestOf,
  logitOf,
  measure,
  METHODS,
} from '../../../../src/components/explainers/focal-loss/measure.ts';
import {
  probabilityText,
  resultSentence,
  storyOf,
} from '../../../../src/components/explainers/focal-loss/sentences.ts';
import { focalState } from '../../../../src/components/explainers/focal-loss/state.ts';
import { PRIOR, RULE, TRAINED } from '../../../../src/components/explainers/focal-loss/trained.ts';
import { workedLines } from '../../../../src/components/explainers/focal-loss/worked.ts';
import { sigmoid, type Box } from '../../../../src/vision/index.ts';
import { anchors, EXAMPLE, GRIDS, LOGITS, OWNERS, TRUTH } from './example.ts';

const initial = focalState.initial;

test('rule, losses and prior are those of the training code', () => {
  const training = (file: string) => readFileSync(`training/detector/${file}.py`, 'utf8');
  expect(training('anchors')).toContain(
    `POSITIVE, NEGATIVE = ${RULE.positive}, ${RULE.negative}\n`,
  );
  expect(training('anchors')).toContain(`AT_LEAST, LOOSEST = ${RULE.atLeast}, ${RULE.loosest}\n`);
  expect(training('losses')).toContain(`alpha: float = ${TRAINED.alpha}, gamma: float = 2.0)`);
  expect(TRAINED.gamma).toBe(2);
  expect(training('train')).toContain('focal(logits, wanted)');
  expect(training('model')).toContain(`-math.log((1 - ${PRIOR}) / ${PRIOR})`);
});

describe('sorting logits', () => {
  test('every logit is a positive, a negative or left out', () => {
    const { positives, negatives, ignored } = EXAMPLE;
    expect(positives.length + sizeOf(negatives) + sizeOf(ignored)).toBe(LOGITS.logits.length);
    expect(positives.length).toBeGreaterThan(0);
    expect(sizeOf(ignored) % 5).toBe(0);
    for (const { anchor, classId } of positives) {
      const box = anchorIn(GRIDS, anchor, EXAMPLE.width);
      expect(storyOf(EXAMPLE, { anchor, classId, logit: 0 }, box, 'positive')).toMatch(
        /has to find by 0\.[1-9]/,
      );
    }
  });

  test('hardest first: the lowest positives and the highest negatives', () => {
    const falling = (values: readonly number[]) =>
      values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 0));
    expect(falling(EXAMPLE.positives.map(({ logit }) => -logit))).toBe(true);
    expect(falling(EXAMPLE.hardest.map(({ logit }) => logit))).toBe(true);
    const most = Math.max(...entriesOf(EXAMPLE.negatives).map(({ logit }) => logit));
    expect(EXAMPLE.hardest[0]?.logit).toBe(most);
  });

  test('a set comes back from its one line of text as it was', () => {
    expect(unpackLogits(packLogits(EXAMPLE))).toEqual(EXAMPLE);
    const empty = sortLogits({ logits: [], classes: [], anchors: [] }, GRIDS, {
      width: 640,
      height: 400,
      truth: [],
      uncounted: [],
    });
    expect(unpackLogits(packLogits(empty))).toEqual(empty);
  });

  test('a frame without any truth has no positive, and shares without a NaN', () => {
    const set = sortLogits(LOGITS, GRIDS, { width: 640, height: 400, truth: [], uncounted: [] });
    const now = measure(set, initial);
    expect(now.counts.positives).toBe(0);
    for (const method of METHODS) {
      for (const value of Object.values(now.shares[method])) expect(value).not.toBeNaN();
    }
    expect(binsOf(now).every(({ share, plain }) => !Number.isNaN(share.easy + plain))).toBe(true);
    expect(cumulative([], 1, { gamma: 2 })).toEqual([{ part: 0, share: 0 }]);
  });
});

/** The shares by a plain loop over every logit, as the network gave them. */
function byHand(gamma: number, alpha: number) {
  let [easy, hard, positive] = [0, 0, 0];
  const wanted = new Set(EXAMPLE.positives.map(({ anchor, classId }) => `${anchor} ${classId}`));
  const left = new Set(anchors.flatMap((_, anchor) => (OWNERS[anchor] === -2 ? [anchor] : [])));
  for (const [i, x] of LOGITS.logits.entries()) {
    const anchor = LOGITS.anchors[i] ?? -1;
    if (left.has(anchor)) continue;
    const p = 1 / (1 + Math.exp(-x));
    if (wanted.has(`${anchor} ${LOGITS.classes[i]}`))
      positive += alpha * (1 - p) ** gamma * -Math.log(p);
    else if (p < 0.1) easy += (1 - alpha) * p ** gamma * -Math.log(1 - p);
    else hard += (1 - alpha) * p ** gamma * -Math.log(1 - p);
  }
  const all = easy + hard + positive;
  return { easy: easy / all, hard: hard / all, positive: positive / all };
}

describe('shares', () => {
  test.each([
    [0, 0.5],
    [0.5, 0.25],
    [2, 0.25],
    [5, 0.9],
  ])('γ = %f, α = %f: as a plain loop over all unrounded logits has it', (gamma, alpha) => {
    const { focal } = measure(EXAMPLE, { ...initial, gamma, alpha }).shares;
    const expected = byHand(gamma, alpha);
    for (const part of ['easy', 'hard', 'positive'] as const) {
      expect(Math.abs(focal[part] - expected[part])).toBeLessThan(0.01);
    }
  });

  test('they add up to one, and cross-entropy is the focal loss with γ = 0 and α = ½', () => {
    for (const quantity of ['loss', 'gradient'] as const) {
      const { shares } = measure(EXAMPLE, { ...initial, gamma: 0, alpha: 0.5, quantity });
      for (const method of METHODS) {
        const { easy, hard, positive } = shares[method];
        expect(easy + hard + positive).toBeCloseTo(1, 12);
      }
      expect(shares.focal.easy).toBeCloseTo(shares['cross-entropy'].easy, 12);
      expect(shares.focal.total).toBeCloseTo(shares['cross-entropy'].total / 2, 12);
    }
  });

  test('α does not change the ratio of easy to hard negatives, γ does', () => {
    const ratio = (gamma: number, alpha: number) => {
      const { easy, hard } = measure(EXAMPLE, { ...initial, gamma, alpha }).shares.focal;
      return easy / hard;
    };
    expect(ratio(0, 0.9)).toBeCloseTo(ratio(0, 0.1), 10);
    expect(ratio(2, 0.25)).toBeLessThan(0.3 * ratio(0, 0.25));
  });

  test('mining keeps exactly three negatives per positive, the hardest', () => {
    const { census, counts } = measure(EXAMPLE, initial);
    const kept = hardestOf(census.negatives, 3 * counts.positives);
    expect(countOf(kept)).toBe(3 * counts.positives);
    const lowest = kept[0]?.logit ?? NaN;
    const above = census.negatives.filter(({ logit }) => logit > lowest);
    expect(countOf(above)).toBeLessThanOrEqual(3 * counts.positives);
    expect(hardestOf(census.negatives, 1e9)).toEqual(census.negatives);
  });

  test('the slope of a loss is its gradient', () => {
    for (const target of [0, 1] as const) {
      for (const logit of [-6, -1.3, 0, 2.1]) {
        const options = { gamma: 1.7, alpha: 0.3 };
        const slope =
          (costOf(logit + 1e-5, target, options) - costOf(logit - 1e-5, target, options)) / 2e-5;
        expect(costOf(logit, target, options, 'gradient')).toBeCloseTo(Math.abs(slope), 7);
      }
    }
  });

  test('at the start every logit is the bias: the sums are those of one anchor', () => {
    const now = measure(EXAMPLE, { ...initial, logits: 'start', prior: 0.01, gamma: 0 });
    const { positives, negatives } = now.counts;
    const expected = (positives * -Math.log(0.01) + negatives * -Math.log(0.99)) / positives;
    expect(now.shares['cross-entropy'].total).toBeCloseTo(expected, 8);
    expect(logitOf(0.01)).toBeCloseTo(-Math.log(0.99 / 0.01), 12);
    const half = measure(EXAMPLE, { ...initial, logits: 'start', prior: 0.5 });
    expect(half.easy).toBe(0);
  });
});

describe('bars', () => {
  test.each(['trained', 'start'] as const)(
    '%s: they hold every logit and the whole loss',
    (logits) => {
      const now = measure(EXAMPLE, { ...initial, logits });
      const bins = binsOf(now);
      const sum = (read: (bin: (typeof bins)[number]) => number) =>
        bins.reduce((total, bin) => total + read(bin), 0);
      expect(sum(({ easy, hard }) => easy + hard)).toBe(now.counts.negatives);
      expect(sum(({ positives }) => positives)).toBe(now.counts.positives);
      expect(sum(({ ignored }) => ignored)).toBe(now.counts.ignored);
      expect(sum(({ share }) => share.easy + share.hard + share.positive)).toBeCloseTo(1, 10);
      expect(sum(({ plain }) => plain)).toBeCloseTo(1, 10);
      expect(sum(({ share }) => share.positive)).toBeCloseTo(now.shares.focal.positive, 10);
    },
  );

  test('a place in the drawing belongs to the bar that is drawn there', () => {
    for (const logit of [-12, -4.5, 0, 4]) {
      expect(logitAt(xOf(logit))).toBe(logit);
      expect(binOf(logit + 0.2)).toBe(logit);
    }
    expect([logitAt(-50), logitAt(9999), binOf(-40), binOf(40)]).toEqual([-12, 4, -12, 4]);
  });
});

describe('cumulative curves', () => {
  test('they rise from 0 to 1 and sag ever more below the diagonal', () => {
    const { census } = measure(EXAMPLE, initial);
    let before = 0;
    for (const gamma of [0, 1, 2, 5]) {
      const points = cumulative(census.negatives, 0, { gamma });
      expect(points.at(-1)?.share).toBeCloseTo(1, 9);
      expect(points.at(-1)?.part).toBeCloseTo(1, 9);
      for (const { part, share } of points) expect(share).toBeLessThanOrEqual(part + 1e-9);
      const held = hardestShare(points, 0.05);
      expect(held).toBeGreaterThan(before);
      before = held;
      expect(thinned(points).length).toBeLessThan(points.length + 1);
      expect(thinned(points).at(-1)).toEqual(points.at(-1));
    }
  });

  test('a share is read between two points', () => {
    const equal = cumulative([{ logit: 0, count: 10 }], 1, { gamma: 2 });
    expect(hardestShare(equal, 0.3)).toBeCloseTo(0.3, 12);
    expect(hardestShare(equal, 1)).toBeCloseTo(1, 12);
  });
});

describe('arithmetic and words', () => {
  test('one logit is spelled out as the numbers have it', () => {
    const now = measure(EXAMPLE, initial);
    const lines = workedLines(-2, 1, now);
    expect(lines.map(({ value }) => Number(value))).toEqual([
      expect.closeTo(sigmoid(-2), 2),
      expect.closeTo(sigmoid(-2), 2),
      expect.closeTo(-Math.log(sigmoid(-2)), 2),
      expect.closeTo(sigmoid(2) ** 2, 2),
      0.25,
      expect.closeTo(costOf(-2, 1, { gamma: 2, alpha: 0.25 }), 2),
    ]);
    expect(workedLines(-2, 0, now)[0]?.text).toBe('1 / (1 + e^2.0) =');
  });

  test('probabilities keep two digits that say something at both ends', () => {
    expect([0.5, 0.011, 0.00012, 0.9995, 1e-12].map(probabilityText)).toEqual([
      '0.50',
      '0.011',
      '0.00012',
      '0.99950',
      '0.0000000',
    ]);
  });

  test('the sentence says the shares', () => {
    const sentence = resultSentence(measure(EXAMPLE, initial));
    expect(sentence).toContain(`${EXAMPLE.positives.length} positives`);
    expect(sentence).not.toMatch(/NaN|undefined/);
  });
});

describe('state', () => {
  test('the defaults are what the detector was trained with, and leave no hash', () => {
    expect(initial).toMatchObject({ gamma: 2, alpha: 0.25, logits: 'trained', quantity: 'loss' });
    expect(focalState.encode(initial)).toBe('');
  });

  test('a link comes back as it was; a broken one gives the defaults', () => {
    const state = {
      ...initial,
      gamma: 0.7,
      alpha: 0.81,
      logit: -4.5,
      scene: 'fog',
      seed: 3,
    } as const;
    expect(focalState.decode(focalState.encode(state))).toEqual({ outcome: 'read', state });
    for (const hash of ['#v=1&gamma=6', '#v=1&alpha=1', '#v=1&scene=moon', '#v=1&gamma=%00']) {
      expect(focalState.decode(hash)).toMatchObject({ outcome: 'invalid', state: initial });
    }
  });
});

test('who the hard ones are is told by what they overlap', () => {
  const [person] = TRUTH;
  const sample = { anchor: 0, classId: 2, logit: 0 };
  const story = (classId: number, box: Box) =>
    storyOf(EXAMPLE, { ...sample, classId }, box, 'negative');
  expect(story(2, [100, 100, 122, 120])).toMatch(/overlaps a person by 0\.33, too little/);
  expect(story(0, person!.box)).toMatch(/overlaps a person by 1\.00, and that is no car/);
  expect(story(4, [0, 0, 9, 9])).toMatch(/nothing that counts/);
});
