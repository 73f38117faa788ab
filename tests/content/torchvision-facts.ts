import { readFileSync } from 'node:fs';

interface FactCase {
  fn: string;
  input: { model?: string; weights?: string };
  expected: {
    params?: number;
    metrics?: Record<string, Record<string, unknown>>;
  } & Record<string, unknown>;
}

/** Counted with torchvision 0.14.1 and PyTorch 1.13.1. */
const facts: { cases: FactCase[] } = JSON.parse(
  readFileSync('tests/fixtures/model_facts.json', 'utf8'),
);

/** A network that torchvision builds. */
export interface CountedNetwork {
  /** As torchvision calls it: `resnext50_32x4d`. */
  readonly name: string;
  readonly parameters: number;
  /** Returns the multiply-accumulates of a forward pass on a square picture. */
  readonly macs: (side: number) => number | undefined;
}

/** Every network that was counted, by torchvision's name. */
export const countedNetworks: ReadonlyMap<string, CountedNetwork> = new Map(
  facts.cases.flatMap(({ fn, input: { model }, expected }) => {
    if (fn !== 'params_macs' || model === undefined) return [];
    const macs = (side: number): number | undefined => {
      const counted = expected[`macs_${side}`];
      return isObject(counted) && typeof counted['total'] === 'number'
        ? counted['total']
        : undefined;
    };
    return [[model, { name: model, parameters: expected.params ?? NaN, macs }] as const];
  }),
);

/** Accuracies on ImageNet in percent, as torchvision publishes them with a set of weights. */
export interface PublishedAccuracy {
  /** `IMAGENET1K_V1`. */
  readonly weights: string;
  readonly top1: number;
  readonly top5: number;
}

/** Returns the accuracies published for a network; one set of weights was published without its own. */
export function publishedAccuracies(name: string): PublishedAccuracy[] {
  return facts.cases.flatMap(({ fn, input, expected }) => {
    const [owner = '', weights = ''] = (input.weights ?? '').split('_Weights.');
    if (fn !== 'weights_meta' || plain(owner) !== plain(name)) return [];
    const { 'acc@1': top1, 'acc@5': top5 } = expected.metrics?.['ImageNet-1K'] ?? {};
    return typeof top1 === 'number' && typeof top5 === 'number' ? [{ weights, top1, top5 }] : [];
  });
}

/** Functions and classes of torchvision spell the same name differently. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
