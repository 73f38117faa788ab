import { readCard } from '../../../../runtime/model-files.ts';
import { inputGradientsInNode } from '../../../../runtime/node.ts';
import { asClassifier } from '../../../../runtime/card.ts';
import { receptiveField } from '../../../../vision/index.ts';
import { bakeWorld, buildWorld, renderFrame } from '../../../../world/index.ts';
import { modelFile, modelLabel } from '../../../figures/built-detector.ts';
import { receptiveFieldState } from '../state.ts';
import { measureEffective, type EffectiveField } from './effective-field.ts';
import { FRAME_SIZE } from './frame-size.ts';
import { frameViews } from './frames.ts';
import { unitField, type UnitField, type UnitLayer } from './unit.ts';

/** What the page carries of the gradient that it was built with. */
export interface BuiltEffective {
  readonly layers: readonly (UnitLayer & { readonly size: number })[];
  readonly request: {
    readonly unit: UnitField;
    readonly weights: 'trained' | 'random';
    readonly activations: 'relu' | 'linear';
  };
  readonly effective: EffectiveField;
  /** Address of the gradient in colours. */
  readonly picture: string;
  /** The model with its size as fetched, for a button. */
  readonly model: string;
}

/** A gradient and how it spreads. */
interface BuiltGradient {
  readonly unit: UnitField;
  readonly effective: EffectiveField;
  readonly values: Float32Array;
}

type Weights = BuiltEffective['request']['weights'];

const kept = new Map<Weights, BuiltGradient>();

function layersOfClassifier(): readonly UnitLayer[] {
  return asClassifier(readCard(modelFile('classifier/card.json'))).layers;
}

/**
 * Returns the gradient of the figure's first state, computed now in Node from the shipped weights, or with
 * random ones; once a build.
 */
export function builtGradient(
  weights: Weights = receptiveFieldState.initial.weights,
): BuiltGradient {
  const known = kept.get(weights);
  if (known) return known;
  const { unit: number, activations } = receptiveFieldState.initial;
  const unit = unitField(layersOfClassifier(), number, FRAME_SIZE);
  const { layer, row, column } = unit;
  const frames = frameViews().map(({ spec, camera, width, height }) =>
    renderFrame(bakeWorld(buildWorld(spec)), camera, { width, height, samples: 2 }),
  );
  const { values } = inputGradientsInNode(frames, modelFile, {
    unit: { layer, row, column },
    weights,
    activations,
    size: FRAME_SIZE,
  });
  const effective = measureEffective(values, FRAME_SIZE, unit);
  if (!effective) throw new Error('The gradient that the page shows at first is zero everywhere.');
  const built = { unit, effective, values };
  kept.set(weights, built);
  return built;
}

/** Returns what the page shows of it. */
export function builtEffective(): BuiltEffective {
  const { unit: number, weights, activations } = receptiveFieldState.initial;
  const layers = layersOfClassifier();
  return {
    layers: layers.map(({ name, kernel, stride, padding }, index) => ({
      name,
      kernel,
      stride,
      padding,
      size: receptiveField(layers.slice(0, index + 1)).size,
    })),
    request: { unit: unitField(layers, number, FRAME_SIZE), weights, activations },
    effective: builtGradient().effective,
    picture: `${import.meta.env.BASE_URL.replace(/\/$/, '')}/pictures/effective.webp`,
    model: modelLabel('classifier'),
  };
}
