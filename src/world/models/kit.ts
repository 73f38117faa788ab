import * as Material from '../material.ts';
import { MeshBuilder } from '../mesh-builder.ts';
import type { Surface } from '../surface.ts';

/** How finely a thing is modelled: 2 near the cameras, 1 further off, 0 in the distance. */
export type Detail = 0 | 1 | 2;

/** A mesh that models are built into, and the light that they will stand in. */
export class StreetMesh extends MeshBuilder {
  /** Share of artificial light, 0 at noon to 1 at night: above 0.15 lamps are on. */
  readonly dusk: number;
  /** Whether leaves take their autumn and blossom colours. */
  readonly warm: boolean;

  constructor(dusk: number, warm: boolean) {
    super();
    this.dusk = dusk;
    this.warm = warm;
  }

  /** Whether lamps, windows and headlights are lit. */
  get isLit(): boolean {
    return this.dusk > 0.15;
  }
}

/** A decal on layer 1 to 9 of the plane below it. */
export const DECALS: readonly Surface[] = Array.from({ length: 10 }, (_, layer) => ({ layer }));

/** Returns a plain decal surface on a layer. */
export function decal(layer: number): Surface {
  return DECALS[layer] ?? { layer };
}

/** Glass that lies on layer 2 of the wall or body behind it. */
export const GLASS_DECAL: Surface = { material: Material.Glass, layer: 2 };
export const LEAF: Surface = { material: Material.Leaf };
export const BRICK: Surface = { material: Material.Brick };
export const ROOF: Surface = { material: Material.RoofTile };

/** Returns an emissive surface. */
export function shining(emission: number, layer = 0): Surface {
  return { material: Material.Emissive, emission, layer };
}
