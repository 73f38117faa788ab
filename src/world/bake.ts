/**
 * What a world needs once, whatever the camera: which way its triangles face, where its instances are, the
 * shadow map of its sun and a height map for ambient occlusion.
 */
import { drawCasters } from './casters.ts';
import { isThing, semanticId } from './classes.ts';
import { environmentFor, type Environment } from './environment.ts';
import { frameHeights, occludeGround, type HeightMap } from './height-map.ts';
import { gridOfLamps, type LampGrid } from './lamp-grid.ts';
import { frameShadows, type ShadowMap } from './shadow-map.ts';
import type { World } from './spec.ts';
import { planesOf, spheresOf, surfacesOf } from './surfaces.ts';

/** A world with all that can be computed before the camera is known. */
export interface BakedWorld {
  readonly world: World;
  readonly environment: Environment;
  /** Distance of each triangle's plane from the origin along its normal. */
  readonly planes: Float64Array;
  /** First triangle of the flat surface that each triangle belongs to. */
  readonly surfaces: Int32Array;
  /** Centre x, y, z and radius of each instance; radius −1 for one without geometry. */
  readonly spheres: Float64Array;
  /** Semantic id of each instance. */
  readonly semantics: Uint8Array;
  /** 1 for each instance that is a thing. */
  readonly things: Uint8Array;
  readonly shadows: ShadowMap;
  readonly heights: HeightMap;
  readonly lamps: LampGrid;
}

/** Everything about a world that does not depend on the camera. `shadowSize` is the side of the shadow map. */
export function bakeWorld(world: World, shadowSize = 1024): BakedWorld {
  const { mesh, region } = world;
  const environment = environmentFor(world.light, world.weather);
  const spheres = spheresOf(mesh);
  const planes = planesOf(mesh);
  const shadows = frameShadows(region, environment.sun, shadowSize);
  const heights = frameHeights(region);
  drawCasters(mesh, spheres, environment.sun, shadows, heights);
  occludeGround(heights);
  return {
    world,
    environment,
    planes,
    surfaces: surfacesOf(mesh, planes),
    spheres,
    semantics: Uint8Array.from(mesh.instances, ({ className }) => semanticId(className)),
    things: Uint8Array.from(mesh.instances, ({ className }) => (isThing(className) ? 1 : 0)),
    shadows,
    heights,
    lamps: gridOfLamps(mesh.lamps, environment.night),
  };
}
