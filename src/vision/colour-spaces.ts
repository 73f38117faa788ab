import { inRange } from './errors.ts';

/** Three numbers of a colour; their ranges stand with each function. */
export type Colour = readonly [number, number, number];

/*
 * Conversions from sRGB in 0 to 1 per channel. They match `cvtColor` of OpenCV on floating-point
 * images, except for L*a*b*: there OpenCV interpolates, see `toLabByTable`.
 */

/** Returns luma, 0 to 1: how bright a colour looks, from its gamma-encoded channels (BT.601). */
export function luma([red, green, blue]: Colour): number {
  check([red, green, blue]);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Returns luma and the differences of red and blue from it, all 0 to 1 with grey at 0.5. */
export function toYcrcb(colour: Colour): Colour {
  const y = luma(colour);
  return [y, (colour[0] - y) * 0.713 + 0.5, (colour[2] - y) * 0.564 + 0.5];
}

/** Returns hue in degrees, 0 to 360, saturation and value, 0 to 1; grey has hue and saturation 0. */
export function toHsv([red, green, blue]: Colour): Colour {
  check([red, green, blue]);
  const value = Math.max(red, green, blue);
  const range = value - Math.min(red, green, blue);
  if (range === 0) return [0, 0, value];
  const sixth =
    value === red
      ? (green - blue) / range
      : value === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  return [(60 * sixth + 360) % 360, range / value, value];
}

/**
 * Returns CIE L*a*b* under daylight D65: lightness 0 to 100, green to red and blue to yellow, about
 * −128 to 127. Equal distances look about equally different.
 */
export function toLab(colour: Colour): Colour {
  check(colour);
  const [red, green, blue] = [linear(colour[0]), linear(colour[1]), linear(colour[2])];
  const x = (0.412453 * red + 0.35758 * green + 0.180423 * blue) / 0.950456;
  const y = 0.212671 * red + 0.71516 * green + 0.072169 * blue;
  const z = (0.019334 * red + 0.119193 * green + 0.950227 * blue) / 1.088754;
  const [fx, fy, fz] = [compressed(x), compressed(y), compressed(z)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** Light from an sRGB channel (IEC 61966-2-1). */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** The cube root, with a straight piece near black. */
function compressed(light: number): number {
  return light > 216 / 24389 ? Math.cbrt(light) : ((24389 / 27) * light + 16) / 116;
}

function check(colour: Colour): void {
  for (const channel of colour) inRange(channel, 0, 1, 'colour channel');
}
