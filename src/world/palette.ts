/**
 * The colours of the street, as sRGB hexadecimal numbers. Imported as a whole, `import * as PALETTE`: a bundle then
 * keeps their values and not their names.
 */
export const road = 0x727988;
export const roadMark = 0xf6f0e2;
export const roadPatch = 0x6a7180;
export const roadPatchLight = 0x7a8190;
export const parkingMark = 0xcfd0d0;
export const manhole = 0x5c6373;
export const manholeLid = 0x676e7e;
export const pavement = 0xd0c3b1;
export const kerb = 0xefe7d8;
export const grass = 0x9dbb78;
export const gravel = 0xd9c9a8;
export const cobble = 0xbfae9c;
export const water = 0x7fb4c4;
export const soil = 0x6f5846;
export const metal = 0x3c4658;
export const steel = 0x9aa3ad;
export const tyre = 0x2c3040;
export const hub = 0xd8d6d0;
export const glass = 0x35505f;
export const shopGlass = 0x3c5664;
export const trim = 0xfbf5e9;
export const darkTrim = 0x4b4a55;
export const wood = 0xb98253;
export const terracotta = 0xa5603f;
export const hedge = 0x7fa06a;
export const cloud = 0xfffaf2;
export const trunk = 0x7b5b49;
export const taxi = 0xf2bd3b;
export const headLight = 0xfff6dc;
export const tailLight = 0xe8322c;
export const lampGlass = 0xffe2ac;
export const walls = [
  0xf3e2c3, 0xe58f78, 0xd8745a, 0xedbd63, 0xa7c19b, 0x63a5a0, 0x9cc1d4, 0xedbaae, 0xb9add0,
  0xf6f0e6, 0xb9634d, 0xdcc7a5,
] as const;
export const roofs = [0x4e5a70, 0xbf5e4b, 0x79688a, 0x5f7a80, 0x8d5a4a] as const;
export const plinths = [0xcdb79a, 0x5a6478, 0xe9d8bd, 0x8d6b58] as const;
export const doors = [0x2f5d62, 0xc8503f, 0x3b4a6b, 0xe0a83f, 0x6d4b3a, 0x557a5b] as const;
export const awnings = [0xd9503f, 0x2f7f79, 0xe9a93a, 0x3f5b8c, 0xc76b8a] as const;
export const leaves = [
  0x7fae62, 0x5f9c66, 0xa5c05c, 0x8fb56b, 0xe2a048, 0xeeb4bb, 0xd9825f,
] as const;
export const conifer = 0x5b8f6c;
export const flowers = [0x6f9f58, 0xe2606a, 0xf3c14b, 0xf4ecdc, 0xc76b8a, 0x9a7fc0] as const;
export const hills = [0x8fb08a, 0x7fa58f, 0xa3bb86] as const;
export const cars = [
  0xe2543a, 0xf0a92b, 0x2f83ab, 0x78b8a2, 0xf7f2e7, 0x3b4264, 0x93a0b0, 0xdd7b60, 0x4d7d5c,
  0xc9d6dd,
] as const;
export const buses = [0xd94436, 0x2d8f86, 0xeba534] as const;
export const skins = [0xf3cba8, 0xe2ab82, 0xc78b60, 0x9d6546, 0x704831, 0x4f3426] as const;
export const hairs = [0x2a2320, 0x59392a, 0xc79a50, 0x9a9694, 0xa3512f, 0x1f2233] as const;
export const tops = [
  0xe4573d, 0xf2b138, 0x2e86a0, 0x6fb59c, 0xf4ecdc, 0x404a75, 0xd98aa0, 0x7c6a9e, 0x3e6b57,
  0xb14a48, 0x88a9c9, 0x2f3242,
] as const;
export const trousers = [
  0x3a4560, 0x2c2f3c, 0x6b5a50, 0xb8a98f, 0x56708a, 0x7d4a4a, 0x4c5a48,
] as const;
export const shoes = [0xf3eee4, 0x2a2a30, 0x7a4a36, 0xc8503f] as const;
export const litWindows = [0xffcf7a, 0xffb858, 0xffe0a0, 0xf7a85a] as const;
