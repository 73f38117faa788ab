/** Typed-array reads are in range by construction, hence `!`. */
import type { BakedWorld } from './bake.ts';
import type { Camera } from './camera.ts';
import { resolvePixels } from './resolve.ts';
import { drawMesh } from './visibility.ts';

/** What wet ground reflects: a picture at half size, from the camera mirrored in the ground. */
export interface Mirror {
  /** Linear red, green, blue. */
  readonly colours: Float32Array;
  /** The same, smeared upwards and downwards as ripples do. */
  readonly blurred: Float32Array;
  /** Where the reflection seen in a pixel of the full picture starts in both arrays. */
  readonly offsetAt: (column: number, row: number) => number;
}

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

/** Draws the mirrored picture for a frame of the given size. */
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
  return {
    colours,
    blurred: blurColumns(once, columns * 3, rows, radius),
    offsetAt: (column, row) => {
      const across = Math.min(columns - 1, (column * columns) / width) | 0;
      const down = Math.min(rows - 1, ((height - 1 - row) * rows) / height) | 0;
      return (down * columns + across) * 3;
    },
  };
}
