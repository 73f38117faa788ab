import { DAY, type Environment } from './environment.ts';
import { linearColour } from './linear-colour.ts';
import { mix, normalise, scale } from './math.ts';
import type { Light, Weather } from './spec.ts';

const GOLDEN: Environment = {
  ...DAY,
  sun: normalise([-0.42, 0.42, -0.78]),
  sunColour: [2.7, 1.45, 0.6],
  zenith: linearColour(0x8aa0cf),
  horizon: linearColour(0xffdcae),
  ambient: [0.52, 0.47, 0.74],
  bounce: [0.5, 0.36, 0.3],
  fog: 0.0046,
  night: 0.12,
  glow: 1,
  bloom: 0.25,
};

const LIGHTS: Record<Light, Environment> = {
  day: DAY,
  golden: GOLDEN,
  backlit: { ...GOLDEN, sun: normalise([-0.236, 0.275, 0.932]), glow: 1.3 },
  night: {
    ...DAY,
    sun: normalise([0.5, 0.7, -0.35]),
    sunColour: [0.09, 0.13, 0.26],
    zenith: linearColour(0x0e1838),
    horizon: linearColour(0x414a80),
    ambient: [0.06, 0.082, 0.19],
    bounce: [0.06, 0.05, 0.085],
    fog: 0.006,
    exposure: 1.25,
    night: 1,
    glow: 0.05,
    cloud: 0.12,
    bloom: 0.55,
    wet: 0.45,
  },
};

/** A thick morning: a pearl-grey air with a warm breath where the sun stands behind it. */
function inFog(base: Environment, light: Light): Environment {
  if (light === 'night') {
    const horizon = linearColour(0x3d4670);
    return { ...base, fog: 0.021, zenith: linearColour(0x1c2546), horizon, bloom: 0.7, cloud: 0.1 };
  }
  const warm = light === 'day' ? 0 : 0.55;
  return {
    ...base,
    sun: light === 'day' ? normalise([-0.3, 0.8, -0.42]) : base.sun,
    sunColour: mix([0.62, 0.56, 0.47], scale(base.sunColour, 0.36), warm),
    zenith: mix(linearColour(0x93a6b4), base.zenith, warm * 0.4),
    horizon: mix(linearColour(0xb4bec1), base.horizon, warm * 0.6),
    ambient: mix([0.56, 0.62, 0.7], base.ambient, warm),
    bounce: [0.36, 0.33, 0.31],
    fog: 0.021,
    exposure: 1.04,
    night: 0.25,
    glow: 0.5 + warm,
    cloud: 0.7,
    shadow: 0.6,
    bloom: 0.3,
  };
}

/** Under rain: a low, even, blue-grey light on wet ground. */
function inRain(base: Environment, light: Light): Environment {
  if (light === 'night') return { ...base, fog: 0.009, wet: 1, rain: true };
  const warm = light === 'day' ? 0 : 0.4;
  return {
    ...base,
    sun: normalise([-0.3, 0.85, -0.3]),
    sunColour: mix([0.3, 0.3, 0.3], [0.5, 0.36, 0.24], warm),
    zenith: mix(linearColour(0x667a90), base.zenith, warm * 0.5),
    horizon: mix(linearColour(0xa3b2ba), base.horizon, warm * 0.5),
    ambient: mix([0.46, 0.53, 0.64], base.ambient, warm),
    bounce: [0.3, 0.29, 0.3],
    fog: 0.009,
    exposure: 0.98,
    night: 0.5,
    glow: 0.05,
    cloud: 0.55,
    shadow: 0.4,
    bloom: 0.35,
    wet: 1,
    rain: true,
  };
}

/** The environment of a time of day in a weather. */
export function environmentFor(light: Light, weather: Weather): Environment {
  const base = LIGHTS[light];
  if (weather === 'fog') return inFog(base, light);
  if (weather === 'rain') return inRain(base, light);
  return base;
}
