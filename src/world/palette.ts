import type { Vec3 } from './math.ts';

/** The colours of the street, as sRGB hexadecimal numbers. */
export const PALETTE = {
  road: 0x727988,
  roadMark: 0xf6f0e2,
  roadPatch: 0x6a7180,
  roadPatchLight: 0x7a8190,
  parkingMark: 0xcfd0d0,
  manhole: 0x5c6373,
  manholeLid: 0x676e7e,
  pavement: 0xd0c3b1,
  kerb: 0xefe7d8,
  grass: 0x9dbb78,
  gravel: 0xd9c9a8,
  cobble: 0xbfae9c,
  water: 0x7fb4c4,
  soil: 0x6f5846,
  metal: 0x3c4658,
  steel: 0x9aa3ad,
  tyre: 0x2c3040,
  hub: 0xd8d6d0,
  glass: 0x35505f,
  shopGlass: 0x3c5664,
  trim: 0xfbf5e9,
  darkTrim: 0x4b4a55,
  wood: 0xb98253,
  terracotta: 0xa5603f,
  hedge: 0x7fa06a,
  cloud: 0xfffaf2,
  trunk: 0x7b5b49,
  taxi: 0xf2bd3b,
  headLight: 0xfff6dc,
  tailLight: 0xe8322c,
  lampGlass: 0xffe2ac,
  walls: [
    0xf3e2c3, 0xe58f78, 0xd8745a, 0xedbd63, 0xa7c19b, 0x63a5a0, 0x9cc1d4, 0xedbaae, 0xb9add0,
    0xf6f0e6, 0xb9634d, 0xdcc7a5,
  ],
  roofs: [0x4e5a70, 0xbf5e4b, 0x79688a, 0x5f7a80, 0x8d5a4a],
  plinths: [0xcdb79a, 0x5a6478, 0xe9d8bd, 0x8d6b58],
  doors: [0x2f5d62, 0xc8503f, 0x3b4a6b, 0xe0a83f, 0x6d4b3a, 0x557a5b],
  awnings: [0xd9503f, 0x2f7f79, 0xe9a93a, 0x3f5b8c, 0xc76b8a],
  leaves: [0x7fae62, 0x5f9c66, 0xa5c05c, 0x8fb56b, 0xe2a048, 0xeeb4bb, 0xd9825f],
  conifer: 0x5b8f6c,
  flowers: [0x6f9f58, 0xe2606a, 0xf3c14b, 0xf4ecdc, 0xc76b8a, 0x9a7fc0],
  hills: [0x8fb08a, 0x7fa58f, 0xa3bb86],
  cars: [
    0xe2543a, 0xf0a92b, 0x2f83ab, 0x78b8a2, 0xf7f2e7, 0x3b4264, 0x93a0b0, 0xdd7b60, 0x4d7d5c,
    0xc9d6dd,
  ],
  buses: [0xd94436, 0x2d8f86, 0xeba534],
  skins: [0xf3cba8, 0xe2ab82, 0xc78b60, 0x9d6546, 0x704831, 0x4f3426],
  hairs: [0x2a2320, 0x59392a, 0xc79a50, 0x9a9694, 0xa3512f, 0x1f2233],
  tops: [
    0xe4573d, 0xf2b138, 0x2e86a0, 0x6fb59c, 0xf4ecdc, 0x404a75, 0xd98aa0, 0x7c6a9e, 0x3e6b57,
    0xb14a48, 0x88a9c9, 0x2f3242,
  ],
  trousers: [0x3a4560, 0x2c2f3c, 0x6b5a50, 0xb8a98f, 0x56708a, 0x7d4a4a, 0x4c5a48],
  shoes: [0xf3eee4, 0x2a2a30, 0x7a4a36, 0xc8503f],
  litWindows: [0xffcf7a, 0xffb858, 0xffe0a0, 0xf7a85a],
} as const;

/** The linear value of an sRGB byte under gamma 2, whose square and root are exact everywhere. */
const linearOfByte = Float64Array.from({ length: 256 }, (_, byte) => (byte / 255) * (byte / 255));

/** One channel (shift 16 red, 8 green, 0 blue) of a hexadecimal colour, linear in 0 to 1. */
export function linearChannel(hex: number, shift: 16 | 8 | 0): number {
  return linearOfByte[(hex >> shift) & 255] ?? 0;
}

/** A hexadecimal colour as linear red, green, blue in 0 to 1. */
export function linearColour(hex: number, factor = 1): Vec3 {
  return [
    linearChannel(hex, 16) * factor,
    linearChannel(hex, 8) * factor,
    linearChannel(hex, 0) * factor,
  ];
}
