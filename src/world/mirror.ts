/** Typed-array reads are in range by construction, hence `!`. */
import type { BakedWorld } from './bake.ts';
import type { Camera } from './camera.ts';
import type { Fragment } from './fragment.ts';
import { smoothStep, valueNoise } from './math.ts';
import { resolvePixels } from './resolve.ts';
import { drawMesh } from './visibility.ts';

/** Mixes what wet ground reflects into the colour of the fragment. */
export type Mirror = (f: Fragment) => void;

/** Brighter than this is cut before the blur, or one lamp would draw a white pillar. */
const CEILING = 2.5;

/** One pass of a vertical box blur of `2 radius + 1` rows, each limited to the picture. */
function blurColumns(
  source: Float32Array,
  stride: number,
  height: number,
  radius: number,
): Float32Array {
  const result = new Float32Array(source.length);
  for (let x = 0; x < stride; x++) {
    let sum = 0;
    for (let y = -radius; y < height; y++) {
      if (y + radius < height) sum += Math.min(CEILING, source[(y + radius) * stride + x]!);
      if (y > radius) sum -= Math.min(CEILING, source[(y - radius - 1) * stride + x]!);
      if (y < 0) continue;
      const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
      result[y * stride + x] = sum / rows;
    }
  }
  return result;
}

/**
 * Draws what the ground of a frame of the given size reflects: a picture at half size, from the camera mirrored
 * in the ground. Fresnel times puddles says how much of it is seen, sharper where a puddle is deep and else
 * smeared upwards and downwards as ripples do.
 */
export function drawMirror(
  baked: BakedWorld,
  camera: Camera,
  width: number,
  height: number,
): Mirror {
  const columns = Math.ceil(width / 2);
  const rows = Math.ceil(height / 2);
  const [x, y, z] = camera.eye;
  const mirrored: Camera = { ...camera, eye: [x, -y, z], pitch: -camera.pitch };
  const drawn = drawMesh(baked, mirrored, columns, rows, 1, false);
  const { colours } = resolvePixels(baked, mirrored, drawn, rows, 1, null, true);
  const radius = Math.max(1, Math.floor(rows / 38 + 0.5));
  const once = blurColumns(colours, columns * 3, rows, radius);
  const blurred = blurColumns(once, columns * 3, rows, radius);
  const { wet } = baked.environment;
  return (f) => {
    const noise = valueNoise(f.x * 0.45, f.z * 0.28);
    const puddle = smoothStep(0.35, 0.62, noise);
    const rim = 1 + (f.rayY / f.rayLength) * f.normalY;
    const fresnel = rim * rim * Math.sqrt(rim < 0 ? 0 : rim);
    const share = wet * (0.16 + 0.62 * fresnel) * (0.45 + 0.55 * puddle);
    const sharp = smoothStep(0.5, 0.8, noise) * 0.55;
    const across = Math.min(columns - 1, (f.column * columns) / width) | 0;
    const down = Math.min(rows - 1, ((height - 1 - f.row) * rows) / height) | 0;
    const o = (down * columns + across) * 3;
    const keep = (1 - 0.38 * wet * (0.6 + 0.4 * puddle)) * (1 - share);
    const soft = share * (1 - sharp);
    const crisp = share * sharp;
    f.red = f.red * keep + blurred[o]! * soft + colours[o]! * crisp;
    f.green = f.green * keep + blurred[o + 1]! * soft + colours[o + 1]! * crisp;
    f.blue = f.blue * keep + blurred[o + 2]! * soft + colours[o + 2]! * crisp;
  };
}
