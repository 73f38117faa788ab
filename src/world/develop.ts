/**
 * From linear light to a picture: bloom, exposure, tone curve and sensor noise. Typed-array reads are in range
 * by construction, hence `!`.
 */
import type { Environment } from './environment.ts';
import { hash32 } from './math.ts';

/** A small picture of the light that spills over. */
interface Bloom {
  readonly width: number;
  readonly height: number;
  readonly step: number;
  readonly colours: Float32Array;
}

/** One box blur over rows and one over columns, `2 radius + 1` wide, black outside. */
function blurBox(
  source: Float32Array,
  spare: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  const stride = width * 3;
  const share = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < 3; c++) {
      const base = y * stride + c;
      let sum = 0;
      for (let x = -radius; x < width; x++) {
        if (x + radius < width) sum += source[base + (x + radius) * 3]!;
        if (x > radius) sum -= source[base + (x - radius - 1) * 3]!;
        if (x >= 0) spare[base + x * 3] = sum * share;
      }
    }
  }
  for (let x = 0; x < stride; x++) {
    let sum = 0;
    for (let y = -radius; y < height; y++) {
      if (y + radius < height) sum += spare[(y + radius) * stride + x]!;
      if (y > radius) sum -= spare[(y - radius - 1) * stride + x]!;
      if (y >= 0) source[y * stride + x] = sum * share;
    }
  }
}

/** Collects what is brighter than the threshold at a half or a quarter of the size and blurs it three times. */
function bloomOf(colours: Float32Array, width: number, height: number, threshold: number): Bloom {
  const step = width >= 400 ? 4 : 2;
  const w = Math.ceil(width / step);
  const h = Math.ceil(height / step);
  const small = new Float32Array(w * h * 3);
  let any = false;
  for (let y = 0; y < height; y++) {
    const target = ((y / step) | 0) * w;
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * 3;
      const red = colours[o]! - threshold;
      const green = colours[o + 1]! - threshold;
      const blue = colours[o + 2]! - threshold;
      if (red <= 0 && green <= 0 && blue <= 0) continue;
      any = true;
      const t = (target + ((x / step) | 0)) * 3;
      if (red > 0) small[t]! += red > 3 ? 3 : red;
      if (green > 0) small[t + 1]! += green > 3 ? 3 : green;
      if (blue > 0) small[t + 2]! += blue > 3 ? 3 : blue;
    }
  }
  if (any) {
    const share = 1 / (step * step);
    for (let i = 0; i < small.length; i++) small[i]! *= share;
    const radius = Math.max(1, Math.floor(w / 45 + 0.5));
    const spare = new Float32Array(small.length);
    for (let pass = 0; pass < 3; pass++) blurBox(small, spare, w, h, radius);
  }
  return { width: w, height: h, step, colours: small };
}

/** A number that is Gaussian enough, −1.5 to 1.5: three uniform ones from one hash. */
function grain(index: number, key: number): number {
  const h = hash32(index ^ key);
  return ((h & 1023) + ((h >>> 10) & 1023) + ((h >>> 20) & 1023)) / 1023 - 1.5;
}

/** Soft shoulder `a (1 + a/8) / (1 + 0.42 a)`, then gamma 2. */
function film(linear: number): number {
  const a = linear < 0 ? 0 : linear;
  return Math.sqrt((a * (1 + a * 0.125)) / (1 + a * 0.42));
}

/** A gentle S about 0.42, and blacks lifted to `floor`. */
function curve(a: number, floor: number): number {
  return (a + 0.24 * a * (1 - a) * (a - 0.42)) * 0.975 + floor;
}

/**
 * The finished picture, RGBA. `noise` is the standard deviation of
 * sensor noise as a share of full scale, about, in a mid grey; it depends on `noiseSeed` alone.
 */
export function developPicture(
  colours: Float32Array,
  width: number,
  height: number,
  environment: Environment,
  noise: number,
  noiseSeed: number,
): Uint8ClampedArray {
  const bloom = bloomOf(colours, width, height, environment.night > 0.5 ? 0.75 : 1.05);
  const { width: w, height: h, step, colours: spill } = bloom;
  const spillGain = environment.bloom * 2.2;
  const picture = new Uint8ClampedArray(width * height * 4);
  const key = Math.imul(noiseSeed, 0x9e3779b1);
  const line = new Float64Array(w * 3 + 3);
  for (let y = 0; y < height; y++) {
    const v = Math.min(Math.max((y + 0.5) / step - 0.5, 0), h - 1);
    const j = v | 0;
    const lower = (v - j) * spillGain;
    const upper = spillGain - lower;
    const rowA = j * w * 3;
    const rowB = Math.min(j + 1, h - 1) * w * 3;
    for (let i = 0; i < w * 3; i++) line[i] = spill[rowA + i]! * upper + spill[rowB + i]! * lower;
    for (let i = w * 3; i < w * 3 + 3; i++) line[i] = line[i - 3]!;
    const vy = y / height - 0.5;
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      let u = (x + 0.5) / step - 0.5;
      if (u < 0) u = 0;
      else if (u > w - 1) u = w - 1;
      const i = u | 0;
      const a = u - i;
      const n = i * 3;
      const vx = x / width - 0.5;
      const gain = environment.exposure * (1 - 0.32 * (vx * vx + vy * vy));
      const spillRed = line[n]! + (line[n + 3]! - line[n]!) * a;
      const spillGreen = line[n + 1]! + (line[n + 4]! - line[n + 1]!) * a;
      const spillBlue = line[n + 2]! + (line[n + 5]! - line[n + 2]!) * a;
      const red = film((colours[o * 3]! + spillRed) * gain);
      const green = film((colours[o * 3 + 1]! + spillGreen) * gain);
      const blue = film((colours[o * 3 + 2]! + spillBlue) * gain);
      const grey = red * 0.3 + green * 0.59 + blue * 0.11;
      let r = curve(grey + (red - grey) * 1.12, 0.012);
      let g = curve(grey + (green - grey) * 1.12, 0.012);
      let l = curve(grey + (blue - grey) * 1.12, 0.022);
      if (noise > 0) {
        r += grain(o * 3, key) * noise * (0.5 + Math.sqrt(r < 0 ? 0 : r > 1 ? 1 : r));
        g += grain(o * 3 + 1, key) * noise * (0.5 + Math.sqrt(g < 0 ? 0 : g > 1 ? 1 : g));
        l += grain(o * 3 + 2, key) * noise * (0.5 + Math.sqrt(l < 0 ? 0 : l > 1 ? 1 : l));
      }
      picture[o * 4] = r * 255;
      picture[o * 4 + 1] = g * 255;
      picture[o * 4 + 2] = l * 255;
      picture[o * 4 + 3] = 255;
    }
  }
  return picture;
}
