/**
 * What a world needs once, whatever the camera: which way its triangles face, where its instances are, the
 * shadow map of its sun and a height map for ambient occlusion.
 */
import { drawCasters } from './casters.ts';
import { isThing, semanticId } from './classes.ts';
import { DAY, type Environment } from './environment.ts';
import type { Fragment } from './fragment.ts';
import { frameHeights, occludeGround, type HeightMap } from './height-map.ts';
import type { OtherLight } from './other-light.ts';
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
  /** Writes the light of the lamps in reach; null where none is lit. */
  readonly lampLight: ((f: Fragment) => void) | null;
  /** Null in the light of a clear day. */
  readonly otherLight: OtherLight | null;
}

/**
 * Everything about a world that does not depend on the camera. `shadowSize` is the side of the shadow map.
 * `otherLight` may be null for a clear day.
 */
export function bakeGeometry(
  world: World,
  shadowSize: number,
  otherLight: OtherLight | null,
): BakedWorld {
  const { mesh, region } = world;
  const environment = otherLight?.environmentFor(world.light, world.weather) ?? DAY;
  const spheres = spheresOf(mesh);
  const planes = planesOf(mesh);
  const shadows = frameShadows(region, environment.sun, shadowSize);
  const heights = frameHeights(region);
  drawCasters(mesh, spheres, shadows, 0);
  drawCasters(mesh, spheres, heights, 0.05);
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
    lampLight: otherLight?.createLampLight(mesh.lamps, environment.night) ?? null,
    otherLight,
  };
}
