/**
 * How a surface is shaded. Imported as a whole, `import * as Material`: a bundle then keeps the numbers and not
 * the names.
 */
/** Matt paint. */
export const Plain = 0;
/** Reflects the sky, with diagonal glints. */
export const Glass = 1;
/** Shines by itself: colour times emission. */
export const Emissive = 2;
/** Leaves: wrapped sunlight. */
export const Leaf = 3;
/** Asphalt and what is painted on it: takes ground shadow and wetness, casts none. */
export const Ground = 4;
/** Paving slabs with soft joints; ground like `Ground`. */
export const Paving = 5;
/** Walls of brick. */
export const Brick = 6;
/** Lawn; ground like `Ground`. */
export const Grass = 7;
/** Small cobbles; ground like `Ground`. */
export const Cobble = 8;
/** Rows of roof tiles. */
export const RoofTile = 9;
/** Clouds: lit softly, neither casting nor receiving shadow. */
export const Cloud = 10;
/** Distant hills: lit softly, neither casting nor receiving shadow. */
export const Far = 11;

export type MaterialId = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

/** Whether a material lies on the ground: it takes the baked ground occlusion and casts nothing. */
export function isGround(material: number): boolean {
  return material === Ground || material === Paving || material === Grass || material === Cobble;
}
