import type { MaterialId } from './material.ts';

/** How a piece of surface looks, beside its colour. */
export interface Surface {
  /** Default `Material.Plain`. */
  readonly material?: MaterialId;
  /** Factor on the colour of an emissive surface. */
  readonly emission?: number;
  /** Decals on one plane: the higher layer wins (0 to 9). Decals cast no shadow. */
  readonly layer?: number;
}

/** A surface with nothing to say beside its colour. */
export const PLAIN: Surface = {};
