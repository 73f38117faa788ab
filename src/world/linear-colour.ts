import type { Vec3 } from './math.ts';

/** The linear value of an sRGB byte under gamma 2, whose square and root are exact everywhere. */
const linearOfByte = Float64Array.from({ length: 256 }, (_, byte) => (byte / 255) * (byte / 255));

/** One channel (shift 16 red, 8 green, 0 blue) of a hexadecimal colour, linear in 0 to 1. */
export function linearChannel(hex: number, shift: 16 | 8 | 0): number {
  // A byte is always in range.
  return linearOfByte[(hex >> shift) & 255]!;
}

/** A hexadecimal colour as linear red, green, blue in 0 to 1. */
export function linearColour(hex: number, factor = 1): Vec3 {
  return [
    linearChannel(hex, 16) * factor,
    linearChannel(hex, 8) * factor,
    linearChannel(hex, 0) * factor,
  ];
}
