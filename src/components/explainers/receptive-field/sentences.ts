import { counted, fixed } from '../../figures/number-text.ts';
import type { AxisView } from './axis-view.ts';
import { layerName } from './layers.ts';
import type { Measured } from './measure.ts';

/** Returns `51 × 51 px`: width and height of what the chosen cell sees. */
export function fieldText({ horizontal, vertical }: Measured): string {
  return `${horizontal.size} × ${vertical.size} px`;
}

/** What the chosen cell sees, in words. */
export function seesSentence(now: Measured): string {
  const { layer, horizontal, vertical, state } = now;
  const cell = `column ${horizontal.cell}, row ${vertical.cell}`;
  if (layer === 0) return `No layer has an output: the pixel in ${cell} sees itself.`;
  const name = state.stack[layer - 1];
  const called = name ? ` (${layerName(name)})` : '';
  return `In layer ${layer}${called} the cell in ${cell} sees ${fieldText(now)}, ${partSentence(now)}`;
}

function partSentence({ outside, holes, horizontal, vertical }: Measured): string {
  const gaps = holes > 0 ? `; no path reaches ${share(holes)} of the pixels in it` : '';
  if (outside === 0) return `all of it in the picture${gaps}.`;
  const all = horizontal.inside === horizontal.pixels && vertical.inside === vertical.pixels;
  const whole = all ? 'the whole picture and beyond: ' : '';
  return `${whole}${share(outside)} of it outside the picture, where padding stands${gaps}.`;
}

/** Returns a share in percent; what is not quite nothing or all does not become it by rounding. */
function share(part: number): string {
  const percent = 100 * part;
  if (percent > 0 && percent < 1) return 'less than 1 %';
  if (percent > 99 && percent < 100) return 'more than 99 %';
  return `${fixed(percent, 0)}\u00a0%`;
}

/** Where the centres of the chosen layer's cells lie between the borders, in words. */
export function alignmentSentence({ horizontal, vertical, layer }: Measured): string {
  if (layer === 0) return '';
  const [across, down] = [horizontal, vertical].map(shiftOf);
  const unseen = [
    horizontal.unseen > 0 ? `the last ${counted(horizontal.unseen, 'column')} of pixels` : '',
    vertical.unseen > 0 ? `the last ${counted(vertical.unseen, 'row')}` : '',
  ].filter(Boolean);
  const blind = unseen.length > 0 ? ` No cell sees ${unseen.join(' and ')}.` : '';
  if (across === 0 && down === 0) {
    return `The centres of its cells lie evenly between the borders.${blind}`;
  }
  const parts = [
    across ? `${number(across)} px ${across > 0 ? 'left' : 'right'} of` : '',
    down ? `${number(down)} px ${down > 0 ? 'above' : 'below'}` : '',
  ].filter(Boolean);
  return `The centres of its cells lie ${parts.join(' and ')} the middle.${blind}`;
}

/** Pixels by which the grid of centres lies before the middle of the picture; negative after it. */
export function shiftOf({ gapBefore, gapAfter }: AxisView): number {
  return (gapAfter - gapBefore) / 2;
}

function number(value: number): string {
  return fixed(Math.abs(value), Number.isInteger(value) ? 0 : Number.isInteger(2 * value) ? 1 : 2);
}

/** Which layer has no output and why; empty when all have. */
export function problemSentence({ trace, state }: Measured): string {
  if (trace.problem === undefined) return '';
  const failed = trace.rows.length + 1;
  const layer = state.stack[failed - 1];
  const called = layer ? ` (${layerName(layer)})` : '';
  const left = state.stack.length - failed;
  const rest = left > 0 ? ` It and the ${counted(left, 'layer')} after it are left out.` : '';
  return `Layer ${failed}${called} has no output. ${trace.problem}${rest}`;
}
