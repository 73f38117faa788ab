/** What is known of triangles and instances whatever the camera. Typed-array reads are in range by construction, hence `!`. */
import type { Mesh } from './mesh-store.ts';

/** Distance of each triangle's plane from the origin along its normal. */
export function planesOf(mesh: Mesh): Float64Array {
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
export function surfacesOf(mesh: Mesh, planes: Float64Array): Int32Array {
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

/** Bounding sphere of each instance: centre x, y, z and radius; radius −1 for one without geometry. */
export function spheresOf(mesh: Mesh): Float64Array {
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
