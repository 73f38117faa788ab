/**
 * What a world needs once, whatever the camera: which way its triangles face, where its instances are, the
 * shadow map of its sun and a height map for ambient occlusion. Typed-array reads are in range by
 * construction, hence `!`.
 */
import { isThing, semanticId } from './classes.ts';
import { environmentFor, type Environment } from './environment.ts';
import { gridOfLamps, type LampGrid } from './lamp-grid.ts';
import { cosine, cross, sine, type Vec3 } from './math.ts';
import { Material, type Mesh } from './mesh-store.ts';
import { fillHighest, type DepthMap, type ScreenPoints } from './raster.ts';
import type { Region, World } from './spec.ts';

/** Height of what stands on the ground, seen from above. */
export interface HeightMap extends DepthMap {
  readonly minX: number;
  readonly minZ: number;
  readonly cellsPerMetre: number;
  /** Ambient occlusion of the ground, 0 (open) to about 1, blurred; same cells. */
  readonly groundOcclusion: Float32Array;
}

/** Depth towards the sun of the nearest caster. */
export interface ShadowMap extends DepthMap {
  readonly right: Vec3;
  readonly up: Vec3;
  readonly minRight: number;
  readonly minUp: number;
  readonly texelsPerRight: number;
  readonly texelsPerUp: number;
  /** Metres per texel, along the coarser axis. */
  readonly texel: number;
}

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

/** Eight directions on the ground, as cosine and sine. */
export const COMPASS: readonly (readonly [number, number])[] = Array.from({ length: 8 }, (_, k) => [
  cosine(k * 0.7853981634 + 0.2),
  sine(k * 0.7853981634 + 0.2),
]);

/** Whether a material lies on the ground: it takes the baked ground occlusion and casts nothing. */
export function isGround(material: number): boolean {
  return (
    material === Material.Ground ||
    material === Material.Paving ||
    material === Material.Grass ||
    material === Material.Cobble
  );
}

function planesOf(mesh: Mesh): Float64Array {
  const { triangleCount, corners, positions, normals } = mesh;
  const planes = new Float64Array(triangleCount);
  for (let t = 0; t < triangleCount; t++) {
    const v = corners[t * 3]! * 3;
    const o = t * 3;
    planes[t] =
      positions[v]! * normals[o]! +
      positions[v + 1]! * normals[o + 1]! +
      positions[v + 2]! * normals[o + 2]!;
  }
  return planes;
}

/**
 * For each triangle the first of the run that it continues: neighbours of one plane, colour, material, layer
 * and instance are one surface, which is shaded once per pixel.
 */
function surfacesOf(mesh: Mesh, planes: Float64Array): Int32Array {
  const { triangleCount, normals, colours, materials, emissions, layers, owners } = mesh;
  const surfaces = new Int32Array(triangleCount);
  for (let t = 1; t < triangleCount; t++) {
    const s = surfaces[t - 1]!;
    const a = t * 3;
    const b = s * 3;
    const same =
      owners[t] === owners[s] &&
      materials[t] === materials[s] &&
      layers[t] === layers[s] &&
      emissions[t] === emissions[s] &&
      colours[a] === colours[b] &&
      colours[a + 1] === colours[b + 1] &&
      colours[a + 2] === colours[b + 2] &&
      normals[a]! * normals[b]! +
        normals[a + 1]! * normals[b + 1]! +
        normals[a + 2]! * normals[b + 2]! >
        0.999999 &&
      Math.abs(planes[t]! - planes[s]!) < 1e-4;
    surfaces[t] = same ? s : t;
  }
  return surfaces;
}

function spheresOf(mesh: Mesh): Float64Array {
  const { instances, positions } = mesh;
  const spheres = new Float64Array(instances.length * 4);
  instances.forEach(({ firstVertex, endVertex }, i) => {
    let [x0, y0, z0, x1, y1, z1] = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
    for (let v = firstVertex * 3; v < endVertex * 3; v += 3) {
      const x = positions[v]!;
      const y = positions[v + 1]!;
      const z = positions[v + 2]!;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      if (z < z0) z0 = z;
      if (z > z1) z1 = z;
    }
    const dx = x1 - x0;
    const dy = y1 - y0;
    const dz = z1 - z0;
    spheres[i * 4] = (x0 + x1) / 2;
    spheres[i * 4 + 1] = (y0 + y1) / 2;
    spheres[i * 4 + 2] = (z0 + z1) / 2;
    spheres[i * 4 + 3] = endVertex > firstVertex ? Math.sqrt(dx * dx + dy * dy + dz * dz) / 2 : -1;
  });
  return spheres;
}

/** The empty shadow map that just holds the region up to nine metres, seen from the sun. */
function frameShadows(region: Region, sun: Vec3, size: number): ShadowMap {
  const level = 1 / Math.sqrt(sun[0] * sun[0] + sun[2] * sun[2]);
  const right: Vec3 = [-sun[2] * level, 0, sun[0] * level];
  const up = cross(right, sun);
  let [minRight, maxRight, minUp, maxUp] = [1e9, -1e9, 1e9, -1e9];
  for (const x of [region.minX, region.maxX]) {
    for (const y of [0, 9]) {
      for (const z of [region.minZ, region.maxZ]) {
        const r = x * right[0] + z * right[2];
        const u = x * up[0] + y * up[1] + z * up[2];
        minRight = Math.min(minRight, r);
        maxRight = Math.max(maxRight, r);
        minUp = Math.min(minUp, u);
        maxUp = Math.max(maxUp, u);
      }
    }
  }
  const texelsPerRight = size / (maxRight - minRight);
  const texelsPerUp = size / (maxUp - minUp);
  return {
    width: size,
    height: size,
    values: new Float32Array(size * size).fill(-1e9),
    right,
    up,
    minRight,
    minUp,
    texelsPerRight,
    texelsPerUp,
    texel: 1 / Math.min(texelsPerRight, texelsPerUp),
  };
}

/** The empty height map of a region: five cells per metre, fewer where the region is large. */
function frameHeights(region: Region): HeightMap {
  const margin = 4;
  const sizeX = region.maxX - region.minX + margin * 2;
  const sizeZ = region.maxZ - region.minZ + margin * 2;
  const cellsPerMetre = Math.min(5, Math.sqrt(150000 / (sizeX * sizeZ)));
  const width = Math.ceil(sizeX * cellsPerMetre);
  const height = Math.ceil(sizeZ * cellsPerMetre);
  return {
    width,
    height,
    values: new Float32Array(width * height),
    minX: region.minX - margin,
    minZ: region.minZ - margin,
    cellsPerMetre,
    groundOcclusion: new Float32Array(width * height),
  };
}

/** Draws all casters into both maps. */
function drawCasters(
  mesh: Mesh,
  spheres: Float64Array,
  sun: Vec3,
  shadows: ShadowMap,
  heights: HeightMap,
): void {
  const { positions, corners, normals, materials, layers, vertexCount, instances } = mesh;
  const towardsSun: ScreenPoints = {
    x: new Float64Array(vertexCount),
    y: new Float64Array(vertexCount),
    w: new Float64Array(vertexCount),
  };
  const fromAbove: ScreenPoints = {
    x: new Float64Array(vertexCount),
    y: new Float64Array(vertexCount),
    w: new Float64Array(vertexCount),
  };
  const { right, up, minRight, minUp, texelsPerRight, texelsPerUp } = shadows;
  const { minX, minZ, cellsPerMetre } = heights;
  for (let i = 0; i < instances.length; i++) {
    const { firstVertex, endVertex, firstTriangle, endTriangle } = instances[i]!;
    const radius = spheres[i * 4 + 3]!;
    if (radius < 0) continue;
    const cx = spheres[i * 4]!;
    const cy = spheres[i * 4 + 1]!;
    const cz = spheres[i * 4 + 2]!;
    const r = (cx * right[0] + cz * right[2] - minRight) * texelsPerRight;
    const u = (cx * up[0] + cy * up[1] + cz * up[2] - minUp) * texelsPerUp;
    const casts =
      r > -radius * texelsPerRight &&
      r < shadows.width + radius * texelsPerRight &&
      u > -radius * texelsPerUp &&
      u < shadows.height + radius * texelsPerUp;
    const hx = (cx - minX) * cellsPerMetre;
    const hz = (cz - minZ) * cellsPerMetre;
    const reach = radius * cellsPerMetre;
    const stands =
      hx > -reach && hx < heights.width + reach && hz > -reach && hz < heights.height + reach;
    if (!casts && !stands) continue;
    for (let v = firstVertex; v < endVertex; v++) {
      const x = positions[v * 3]!;
      const y = positions[v * 3 + 1]!;
      const z = positions[v * 3 + 2]!;
      towardsSun.x[v] = (x * right[0] + z * right[2] - minRight) * texelsPerRight;
      towardsSun.y[v] = (x * up[0] + y * up[1] + z * up[2] - minUp) * texelsPerUp;
      towardsSun.w[v] = x * sun[0] + y * sun[1] + z * sun[2];
      fromAbove.x[v] = (x - minX) * cellsPerMetre;
      fromAbove.y[v] = (z - minZ) * cellsPerMetre;
      fromAbove.w[v] = y;
    }
    for (let t = firstTriangle; t < endTriangle; t++) {
      const material = materials[t]!;
      if (layers[t] !== 0 || material >= Material.Cloud || isGround(material)) continue;
      const o = t * 3;
      const a = corners[o]!;
      const b = corners[o + 1]!;
      const c = corners[o + 2]!;
      const ny = normals[o + 1]!;
      // Of a closed body the side that faces the sun is the one that casts.
      const facing = normals[o]! * sun[0] + ny * sun[1] + normals[o + 2]! * sun[2];
      if (casts && facing > 0) fillHighest(shadows, towardsSun, a, b, c);
      if (stands && ny > 0.05) fillHighest(heights, fromAbove, a, b, c);
    }
  }
}

/** Fills in how much each ground cell is shut in by what stands within two metres, then blurs it. */
function occludeGround(heights: HeightMap): void {
  const { width, height, values, cellsPerMetre, groundOcclusion } = heights;
  const raw = new Float32Array(width * height);
  const offsets = new Int32Array(24);
  const inverse = new Float64Array(24);
  const weights = new Float64Array(24);
  const rings: readonly (readonly [number, number])[] = [
    [0.45, 0.06],
    [0.9, 0.035],
    [1.9, 0.04],
  ];
  rings.forEach(([radius, weight], ring) => {
    COMPASS.forEach(([cx, cz], k) => {
      const e = ring * 8 + k;
      const dx = Math.floor(cx * radius * cellsPerMetre + 0.5);
      offsets[e] = Math.floor(cz * radius * cellsPerMetre + 0.5) * width + dx;
      inverse[e] = 1 / radius;
      weights[e] = weight;
    });
  });
  const margin = Math.ceil(2 * cellsPerMetre);
  for (let j = margin; j < height - margin; j++) {
    for (let i = margin; i < width - margin; i++) {
      const o = j * width + i;
      if (values[o]! > 3) {
        raw[o] = 0.9; // inside a house nobody sees the ground
        continue;
      }
      let sum = 0;
      for (let e = 0; e < 24; e++) {
        const h = (values[o + offsets[e]!]! - 0.1) * inverse[e]!;
        if (h > 0) sum += (h > 1 ? 1 : h) * weights[e]!;
      }
      raw[o] = sum;
    }
  }
  for (let j = 1; j < height - 1; j++) {
    for (let i = 1; i < width - 1; i++) {
      const o = j * width + i;
      const cross = raw[o - 1]! + raw[o + 1]! + raw[o - width]! + raw[o + width]!;
      const diagonal =
        raw[o - width - 1]! + raw[o - width + 1]! + raw[o + width - 1]! + raw[o + width + 1]!;
      groundOcclusion[o] = (raw[o]! * 4 + cross * 2 + diagonal) / 16;
    }
  }
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
