import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measuredText } from '../../src/components/lesson/measured.ts';
import { measure } from '../../src/components/explainers/receptive-field/measure.ts';
import { receptiveFieldState } from '../../src/components/explainers/receptive-field/state.ts';
import {
  finalTrainAccuracy,
  gradientsAt,
  trainedModel,
} from '../../src/components/lesson/twin-training.ts';
import { convParameters } from '../../src/vision/index.ts';
import { countedNetworks, publishedAccuracies } from './torchvision-facts.ts';

/** The networks of the lesson that torchvision builds. */
const networks = [
  'alexnet',
  'vgg16',
  'googlenet',
  'resnet18',
  'resnet34',
  'resnet50',
  'resnext50_32x4d',
  'densenet121',
  'convnext_tiny',
];
const lesson = readFileSync('src/content/lessons/backbones/residual-networks.mdx', 'utf8');

/** A value of a file of the facts table. */
function factOf(id: string): number {
  const text = readFileSync(`src/content/facts/${id}.yaml`, 'utf8');
  return Number(/^value: '?([\d.]+)'?$/m.exec(text)?.[1]);
}

/** Top-1 accuracy in percent that torchvision publishes with a set of weights, or undefined. */
function publishedTop1(name: string, weights: string): number | undefined {
  return publishedAccuracies(name).find((each) => each.weights === weights)?.top1;
}

/** A number in a unit, rounded as the facts table rounds it. */
function inUnits(value: number | undefined, unit: number, digits: number): number | undefined {
  return value === undefined ? undefined : Number((value / unit).toFixed(digits));
}

describe('the facts on known networks', () => {
  test.each(networks)('%s is as torchvision has it', (name) => {
    const slug = name.replace('_32x4d', '').replace('_', '-');
    const counted = countedNetworks.get(name);
    expect(factOf(`${slug}-parameters`)).toBe(inUnits(counted?.parameters, 1e6, 1));
    expect(factOf(`${slug}-macs`)).toBe(inUnits(counted?.macs(224), 1e9, 2));
    const [first, newer] = [1, 2].map((version) => publishedTop1(name, `IMAGENET1K_V${version}`));
    expect(factOf(`${slug}-accuracy`)).toBe(inUnits(first, 1, 1));
    if (newer !== undefined)
      expect(factOf(`${slug}-accuracy-new-recipe`)).toBe(inUnits(newer, 1, 1));
  });

  test('the differences in the text are theirs', () => {
    const accuracy = (name: string, weights = 'IMAGENET1K_V1') =>
      publishedTop1(name, weights) ?? NaN;
    const newer = accuracy('resnet50', 'IMAGENET1K_V2');
    expect((newer - accuracy('resnet50')).toFixed(1)).toBe('4.7');
    expect((accuracy('convnext_tiny') - newer).toFixed(1)).toBe('1.7');
    expect((accuracy('resnet50') - accuracy('resnet18')).toFixed(1)).toBe('6.4');
    for (const words of ['4.7 points', '1.7 points', '6.4 points']) expect(lesson).toContain(words);
  });

  test('a plain network gets worse with depth, a residual one better', () => {
    expect(factOf('plain-34-error')).toBeGreaterThan(factOf('plain-18-error'));
    expect(factOf('resnet-34-error')).toBeLessThan(factOf('resnet-18-error'));
  });
});

/** Weights of a chain of convolutions without bias: input and output channels, kernel, groups. */
function weights(...layers: readonly (readonly [number, number, number, number?])[]): number {
  return layers.reduce(
    (sum, [inputChannels, outputChannels, side, groups = 1]) =>
      sum +
      convParameters({ inputChannels, outputChannels, kernel: [side, side], groups, bias: false }),
    0,
  );
}

describe('the blocks of the table', () => {
  test.each([
    ['basic, 64', weights([64, 64, 3], [64, 64, 3])],
    ['bottleneck, 256–64–64–256', weights([256, 64, 1], [64, 64, 3], [64, 256, 1])],
    ['basic, 256', weights([256, 256, 3], [256, 256, 3])],
    ['ResNeXt, 128 in 32 groups', weights([256, 128, 1], [128, 128, 3, 32], [128, 256, 1])],
    ['ConvNeXt, 96', weights([96, 96, 7, 96], [96, 384, 1], [384, 96, 1])],
  ])('%s has the weights and MACs that stand there', (name, count) => {
    const row = lesson.split('\n').find((line) => line.startsWith(`| ${name} |`));
    expect(row).toContain(`| ${count.toLocaleString('en-GB')} |`);
    const macs = ((count * 56 * 56) / 1e6).toFixed(1);
    expect(row?.replaceAll(',', '')).toContain(`| ${macs} |`);
  });
});

test('the states that the questions on backbones lead to have the fields in their labels', () => {
  const folder = 'src/content/questions/backbones';
  const states = readdirSync(folder).flatMap((name) => [
    ...readFileSync(`${folder}/${name}`, 'utf8').matchAll(
      /slug: receptive-field\n\s+state: (\S+)\n\s+label: .* (\d+) px/g,
    ),
  ]);
  expect(states.length).toBeGreaterThan(1);
  for (const [, hash = '', size] of states) {
    const { outcome, state } = receptiveFieldState.decode(hash);
    expect([outcome, measure(state).horizontal.size]).toEqual(['read', Number(size)]);
  }
});

describe('what the texts say of the plain and the residual twin', () => {
  const card = (name: string): unknown =>
    JSON.parse(readFileSync(`public/models/${name}/card.json`, 'utf8'));
  const [plain, residual] = [card('classifier-plain'), card('classifier')];
  const accuracy = (of: unknown): string =>
    measuredText(of, 'evaluation/sets/all crops/accuracy', { interval: true });

  test('they have equally many parameters and were trained for as many steps as the text says', () => {
    expect(measuredText(plain, 'parameters')).toBe(measuredText(residual, 'parameters'));
    expect(trainedModel(plain).gradientFlow[0]?.layers).toHaveLength(26);
    for (const twin of [plain, residual])
      expect(measuredText(twin, 'training/steps')).toBe('1,200');
  });

  test('the plain one ends lower on its training data, and on held-out crops beyond both intervals', () => {
    expect(finalTrainAccuracy(trainedModel(plain))).toBeLessThan(
      finalTrainAccuracy(trainedModel(residual)) - 0.03,
    );
    const bounds = [plain, residual].map((twin) =>
      accuracy(twin)
        .match(/\d\.\d+/g)
        ?.map(Number),
    );
    expect(bounds[0]?.[2]).toBeLessThan(bounds[1]?.[1] ?? 0);
  });

  test.each([
    [0, 10],
    [50, 10],
    [500, 9],
  ])('before step %i, of its first ten layers %i have the larger gradients', (step, count) => {
    const [without = [], sums = []] = [plain, residual].map((twin) =>
      gradientsAt(trainedModel(twin), step).slice(0, 10),
    );
    expect(without.filter((norm, layer) => norm > (sums[layer] ?? Infinity))).toHaveLength(count);
  });
});
