/**
 * The colour of a point on a surface. Typed-array reads are in range by construction, hence `!`.
 */
import type { BakedWorld } from './bake.ts';
import type { Fragment } from './fragment.ts';
import { createLight } from './light.ts';
import { smoothStep, type Vec3 } from './math.ts';
import * as Material from './material.ts';
import type { Mirror } from './mirror.ts';
import { PATTERN_REACH, patternTone } from './patterns.ts';
import { createSky } from './sky.ts';

/**
 * Returns a function that fills in the fragment's colour from its triangle, depth and ray. `mirror` mixes in
 * what wet ground reflects; null where it is dry.
 */
export function createShader(
  baked: BakedWorld,
  eye: Vec3,
  mirror: Mirror | null,
): (f: Fragment) => void {
  const { environment, world } = baked;
  const { normals, colours, materials, emissions, owners } = world.mesh;
  const sky = createSky(environment);
  const { groundOcclusion, surfaceOcclusion, sunlight, lampLight } = createLight(baked);
  const [ex, ey, ez] = eye;
  const [sx, sy, sz] = environment.sun;
  const [sunRed, sunGreen, sunBlue] = environment.sunColour;
  const [skyRed, skyGreen, skyBlue] = environment.ambient;
  const [bounceRed, bounceGreen, bounceBlue] = environment.bounce;
  const { shadow, cloud } = environment;
  const density = environment.fog;
  const cloudDensity = density < 0.015 ? density * 0.35 : density * 2;
  const farDensity = density * 0.55;

  /** Clouds and hills: half of the sun wraps around them, nothing shades them. */
  const shadeFar = (f: Fragment, material: number): void => {
    const o = f.triangle * 3;
    const towards = (f.normalX * sx + f.normalY * sy + f.normalZ * sz) * 0.5 + 0.5;
    const level = material === Material.Cloud ? cloud : 1;
    const up = 0.55 + 0.35 * (f.normalY * 0.5 + 0.5);
    const down = 0.3 * (0.5 - f.normalY * 0.5);
    const sun = 0.5 * towards;
    f.red = colours[o]! * level * (skyRed * up + bounceRed * down + sunRed * sun);
    f.green = colours[o + 1]! * level * (skyGreen * up + bounceGreen * down + sunGreen * sun);
    f.blue = colours[o + 2]! * level * (skyBlue * up + bounceBlue * down + sunBlue * sun);
  };

  /** Adds the sky's reflection, two diagonal glints and the Fresnel rim of a pane. */
  const addReflection = (f: Fragment): void => {
    const query = f.sky;
    const inverse = 1 / f.rayLength;
    const dx = f.rayX * inverse;
    const dy = f.rayY * inverse;
    const dz = f.rayZ * inverse;
    const towards = dx * f.normalX + dy * f.normalY + dz * f.normalZ;
    const y = dy - 2 * towards * f.normalY;
    query.x = dx - 2 * towards * f.normalX;
    query.y = y < 0.04 ? 0.04 : y;
    query.z = dz - 2 * towards * f.normalZ;
    sky(query);
    const gain = 0.34 + 0.5 * smoothStep(-0.25, 0.3, y);
    const rim = 1 + towards;
    let share = 0.3 + 0.7 * rim * rim * rim;
    const stripe = (f.x * 0.8 + f.y * 1.1 + f.z * 0.8) * 0.55;
    const at = stripe - Math.floor(stripe);
    if (at < 0.2 || (at > 0.28 && at < 0.34)) share = share * 0.82 + 0.14;
    f.red += (query.red * gain - f.red) * share;
    f.green += (query.green * gain - f.green) * share;
    f.blue += (query.blue * gain - f.blue) * share;
  };

  const shadeLit = (f: Fragment, material: number): void => {
    const o = f.triangle * 3;
    const tone =
      material >= Material.Ground && f.distance < PATTERN_REACH
        ? patternTone(f, material, owners[f.triangle]!)
        : 1;
    const { normalY } = f;
    // Occlusion and lamplight change slowly: the right neighbour on the same surface takes them over, and
    // what lies parallel to it in the same pixel takes over the sunlight too.
    const beside = f.column - f.probedColumn;
    const probed = f.probedTriangle * 3;
    const samePixel =
      beside === 0 &&
      f.row === f.probedRow &&
      owners[f.triangle] === owners[f.probedTriangle] &&
      normalY === normals[probed + 1] &&
      f.normalX === normals[probed];
    const known =
      samePixel || (beside === 1 && f.triangle === f.probedTriangle && f.row === f.probedRow);
    if (!known) {
      f.probedTriangle = f.triangle;
      f.probedRow = f.row;
      f.probedColumn = f.column;
      if (normalY > 0.9 && Material.isGround(material)) groundOcclusion(f);
      else surfaceOcclusion(f);
      if (lampLight) lampLight(f);
    }
    const up = (normalY * 0.5 + 0.5) * f.open;
    const down = f.open - up;
    let red = skyRed * up + bounceRed * down;
    let green = skyGreen * up + bounceGreen * down;
    let blue = skyBlue * up + bounceBlue * down;
    let sun = f.normalX * sx + normalY * sy + f.normalZ * sz;
    if (material === Material.Leaf) sun = (sun + 0.35) / 1.35;
    if (sun > 0) {
      if (!samePixel) sunlight(f);
      sun *= 1 - (1 - f.lit) * shadow;
      red += sunRed * sun;
      green += sunGreen * sun;
      blue += sunBlue * sun;
    }
    if (lampLight) {
      const gain = material === Material.Leaf ? 0.45 : 1;
      red += f.lampRed * gain;
      green += f.lampGreen * gain;
      blue += f.lampBlue * gain;
    }
    f.red = colours[o]! * tone * red;
    f.green = colours[o + 1]! * tone * green;
    f.blue = colours[o + 2]! * tone * blue;
    if (material === Material.Glass) addReflection(f);
    else if (mirror && normalY > 0.8 && f.y < 0.2) mirror(f);
  };

  return (f) => {
    const { triangle, depth } = f;
    const o = triangle * 3;
    f.x = ex + f.rayX * depth;
    f.y = ey + f.rayY * depth;
    f.z = ez + f.rayZ * depth;
    f.distance = depth * f.rayLength;
    f.normalX = normals[o]!;
    f.normalY = normals[o + 1]!;
    f.normalZ = normals[o + 2]!;
    const material = materials[triangle]!;
    let thickness = f.distance * density;
    if (material === Material.Emissive) {
      const strength = emissions[triangle]!;
      f.red = colours[o]! * strength;
      f.green = colours[o + 1]! * strength;
      f.blue = colours[o + 2]! * strength;
    } else if (material >= Material.Cloud) {
      shadeFar(f, material);
      thickness = f.distance * (material === Material.Cloud ? cloudDensity : farDensity);
    } else shadeLit(f, material);

    // Air takes on the colour of the sky at the horizon in this direction. The exponential of the thickness as
    // (1 + x/256)^-256, by squaring: `Math.exp` differs between engines.
    let clear = 1 + thickness / 256;
    clear *= clear;
    clear *= clear;
    clear *= clear;
    clear *= clear;
    clear *= clear;
    clear *= clear;
    clear *= clear;
    const haze = 1 - 1 / (clear * clear);
    if (haze < 0.002) return;
    const query = f.sky;
    query.x = f.rayX / f.rayLength;
    query.y = 0.015;
    query.z = f.rayZ / f.rayLength;
    sky(query);
    f.red += (query.red - f.red) * haze;
    f.green += (query.green - f.green) * haze;
    f.blue += (query.blue - f.blue) * haze;
  };
}
