import { normalise, type Vec3 } from './math.ts';
import { linearColour } from './linear-colour.ts';

/** Light and air of a scene. Colours are linear. */
export interface Environment {
  /** Unit vector towards the sun (at night: the moon). */
  readonly sun: Vec3;
  readonly sunColour: Vec3;
  readonly zenith: Vec3;
  readonly horizon: Vec3;
  /** Light of the sky on what faces up, and of the ground on what faces down. */
  readonly ambient: Vec3;
  readonly bounce: Vec3;
  /** Extinction per metre. */
  readonly fog: number;
  readonly exposure: number;
  /** How far lamps and windows are on, 0 to 1. */
  readonly night: number;
  /** Glow of the sky around the sun. */
  readonly glow: number;
  readonly cloud: number;
  /** Depth of cast shadows, 0 to 1. */
  readonly shadow: number;
  readonly bloom: number;
  /** How wet the ground is, 0 to 1: it mirrors where it is wet. */
  readonly wet: number;
  readonly rain: boolean;
}

/** A clear day. */
export const DAY: Environment = {
  sun: normalise([-0.55, 0.78, -0.42]),
  sunColour: [1.9, 1.62, 1.2],
  zenith: linearColour(0x62b0de),
  horizon: linearColour(0xeaf3ec),
  ambient: [0.5, 0.6, 0.82],
  bounce: [0.5, 0.42, 0.36],
  fog: 0.0036,
  exposure: 1,
  night: 0,
  glow: 0.25,
  cloud: 1,
  shadow: 1,
  bloom: 0.12,
  wet: 0,
  rain: false,
};
