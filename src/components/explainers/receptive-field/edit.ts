import { allowed, MOST_LAYERS, type Layer } from './layers.ts';
import { PRESETS, type Preset } from './presets.ts';
import type { ReceptiveFieldState } from './state.ts';

/** A change of the state. */
export type Change = Partial<ReceptiveFieldState>;

/** Puts a layer after the layer with this number (0: before all); it becomes the chosen one. */
export function addLayer(stack: readonly Layer[], after: number, layer: Layer): Change {
  if (stack.length >= MOST_LAYERS) return {};
  return { stack: stack.toSpliced(after, 0, allowed(layer)), layer: after + 1 };
}

/** Takes the layer with this number out; the one before it becomes the chosen one, else the first. */
export function removeLayer(stack: readonly Layer[], number: number): Change {
  return { stack: stack.toSpliced(number - 1, 1), layer: Math.max(number - 1, 1) };
}

/** Moves the layer with this number one place towards the pixels (−1) or away from them (1). */
export function moveLayer(stack: readonly Layer[], number: number, by: -1 | 1): Change {
  const layer = stack[number - 1];
  const to = number + by;
  if (!layer || to < 1 || to > stack.length) return {};
  return { stack: stack.toSpliced(number - 1, 1).toSpliced(to - 1, 0, layer), layer: to };
}

/** Puts another layer in the place of the one with this number; what is out of range goes to the nearest value in it. */
export function replaceLayer(stack: readonly Layer[], number: number, layer: Layer): Change {
  return stack[number - 1] ? { stack: stack.with(number - 1, allowed(layer)) } : {};
}

/** Takes a network with its usual input; the cell in the middle of its last layer is chosen. */
export function takePreset({ stack, input: [width, height] }: Preset): Change {
  return { stack, width, height, layer: 0, x: Math.floor(width / 2), y: Math.floor(height / 2) };
}

/** Returns the preset that a stack is, if any. */
export function presetOf(stack: readonly Layer[]): Preset | undefined {
  const text = JSON.stringify(stack);
  return PRESETS.find((preset) => JSON.stringify(preset.stack) === text);
}
