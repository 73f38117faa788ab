/**
 * From samples to pixels: each distinct triangle of a pixel is shaded once, at the middle of its samples.
 * Typed-array reads are in range by construction, hence `!`.
 */
import type { BakedWorld } from './bake.ts';
import { cameraBasis, type Camera } from './camera.ts';
import { createFragment } from './fragment.ts';
import type { Mirror } from './mirror.ts';
import { LAYER_STEP } from './raster.ts';
import { scratchFloats, scratchIntegers } from './scratch.ts';
import { createShader } from './shade.ts';
import { createSky } from './sky.ts';
import type { DrawnMesh } from './visibility.ts';

/** What is known per pixel before the picture is developed. */
export interface Resolved {
  /** Linear red, green, blue. */
  readonly colours: Float32Array;
  /** Metres along the optical axis; 0 for the sky. */
  readonly depth: Float32Array;
  /** First triangle of the surface that most samples see, plus one; 0 for the sky. */
  readonly triangles: Int32Array;
  readonly instance: Uint16Array;
  /** Samples in which each instance is seen. */
  readonly seen: Int32Array;
}

/**
 * Shades all pixels. Colours and triangles are valid until the next call, except that `forMirror` returns
 * colours of their own.
 */
export function resolvePixels(
  baked: BakedWorld,
  camera: Camera,
  drawn: DrawnMesh,
  height: number,
  perPixel: 1 | 4,
  mirror: Mirror | null,
  forMirror = false,
): Resolved {
  const { width, values: nearness, offsets } = drawn;
  const { triangles } = drawn.marks;
  const { layers, owners, instances, normals } = baked.world.mesh;
  const { environment, planes, otherLight } = baked;
  const [ex, ey, ez] = camera.eye;
  const { right, up, forward } = cameraBasis(camera);
  const [rx, , rz] = right;
  const [ux, uy, uz] = up;
  const [fx, fy, fz] = forward;
  const focal = width / 2 / camera.field;
  const cx = width / 2;
  const cy = height / 2;
  const out: Resolved = {
    colours: forMirror
      ? new Float32Array(width * height * 3)
      : scratchFloats('colours', width * height * 3),
    depth: new Float32Array(width * height),
    triangles: scratchIntegers('pixel triangles', width * height),
    instance: new Uint16Array(width * height),
    seen: new Int32Array(instances.length),
  };
  const { colours, depth, instance, seen } = out;
  const shade = createShader(baked, camera.eye, mirror);
  const sky = createSky(environment);
  const starry = environment.night > 0.9 && !environment.rain && environment.fog < 0.015;
  const addStars = starry ? otherLight?.addStars : undefined;
  const f = createFragment();
  const left = Int32Array.of(0, 0, 0, 0);

  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const first = row * perPixel * width + column;
      const t0 = triangles[first]!;
      let uniform = true;
      if (perPixel === 4) {
        left[0] = t0;
        left[1] = triangles[first + width]!;
        left[2] = triangles[first + width * 2]!;
        left[3] = triangles[first + width * 3]!;
        uniform = left[1] === t0 && left[2] === t0 && left[3] === t0;
      }
      let red = 0;
      let green = 0;
      let blue = 0;
      let best = 0;
      let bestMark = 0;
      let bestDepth = 0;
      for (let q = 0; q < perPixel; q++) {
        const mark = uniform ? t0 : left[q]!;
        if (mark < 0) continue;
        let count = 0;
        let x = 0;
        let y = 0;
        let near = 0;
        if (uniform) {
          count = perPixel;
          x = 0.5;
          y = 0.5;
          near = nearness[first]!;
          if (perPixel === 4) {
            near += nearness[first + width]!;
            near += nearness[first + width * 2]!;
            near = (near + nearness[first + width * 3]!) * 0.25;
          }
        } else {
          for (let p = q; p < 4; p++) {
            if (left[p] !== mark) continue;
            count++;
            x += offsets[p]!;
            y += p;
            near += nearness[first + width * p]!;
            left[p] = -1;
          }
          x /= count;
          y = (y / count + 0.5) * 0.25;
          near /= count;
        }
        const px = (column + x - cx) / focal;
        const py = (cy - row - y) / focal;
        f.rayX = rx * px + ux * py + fx;
        f.rayY = uy * py + fy;
        f.rayZ = rz * px + uz * py + fz;
        f.rayLength = Math.sqrt(1 + px * px + py * py);
        let metres = 0;
        if (mark === 0) {
          const query = f.sky;
          query.x = f.rayX / f.rayLength;
          query.y = f.rayY / f.rayLength;
          query.z = f.rayZ / f.rayLength;
          sky(query);
          addStars?.(query);
          red += query.red * count;
          green += query.green * count;
          blue += query.blue * count;
        } else {
          metres = (1 + layers[mark - 1]! * LAYER_STEP) / near;
          f.triangle = mark - 1;
          f.depth = metres;
          f.column = column;
          f.row = row;
          shade(f);
          red += f.red * count;
          green += f.green * count;
          blue += f.blue * count;
          seen[owners[mark - 1]!]! += count;
        }
        if (count > best) {
          best = count;
          bestMark = mark;
          bestDepth = metres;
        }
        if (uniform) break;
      }
      const pixel = row * width + column;
      colours[pixel * 3] = red / perPixel;
      colours[pixel * 3 + 1] = green / perPixel;
      colours[pixel * 3 + 2] = blue / perPixel;
      if (bestMark > 0) {
        if (!uniform) {
          // Where other things share the pixel, the surface's plane tells its depth at the pixel's middle.
          const o = (bestMark - 1) * 3;
          const px = (column + 0.5 - cx) / focal;
          const py = (cy - row - 0.5) / focal;
          const slope =
            normals[o]! * (rx * px + ux * py + fx) +
            normals[o + 1]! * (uy * py + fy) +
            normals[o + 2]! * (rz * px + uz * py + fz);
          const height = normals[o]! * ex + normals[o + 1]! * ey + normals[o + 2]! * ez;
          const exact = (planes[bestMark - 1]! - height) / slope;
          if (exact > bestDepth * 0.8 && exact < bestDepth * 1.25) bestDepth = exact;
        }
        depth[pixel] = bestDepth;
        out.triangles[pixel] = bestMark;
        instance[pixel] = owners[bestMark - 1]!;
      }
    }
  }
  return out;
}
