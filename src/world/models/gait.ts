import { cosine, PI, sine } from '../math.ts';

const THIGH = 0.43;
const SHIN = 0.42;
/** Height of the ankle above the sole. */
const ANKLE = 0.055;

/** One leg in the plane of walking: y up from the ground, z ahead of the hip, metres; pitch in radians. */
export interface Leg {
  readonly kneeY: number;
  readonly kneeZ: number;
  readonly ankleY: number;
  readonly ankleZ: number;
  /** Turn of the foot: negative with the heel up. */
  readonly footPitch: number;
}

/** A moment of a walk of somebody 1.8 m tall. */
export interface Gait {
  readonly hipY: number;
  readonly left: Leg;
  readonly right: Leg;
  /** Swing of the left arm in radians; the right one swings by the opposite. */
  readonly armSwing: number;
}

interface Swing {
  readonly thigh: number;
  readonly shin: number;
  readonly back: number;
}

/** The angles of one leg: `swing` −1 behind to 1 ahead, `lift` above 0 while it comes forward. */
function swingOf(swing: number, lift: number, stride: number): Swing {
  const raised = lift > 0 ? lift : 0;
  const thigh = stride * swing + 0.3 * raised;
  const back = swing < 0 ? -swing : 0;
  const bend = 0.06 + 0.55 * back + 0.62 * raised;
  return { thigh, shin: thigh - bend, back };
}

/**
 * Returns the pose at a phase: whole numbers pass with the feet together, halves have the widest step of
 * `stride` radians to each side. The lower foot always stands on the ground.
 */
export function walkingGait(phase: number, stride = 0.44): Gait {
  const s = sine(PI * phase);
  const c = cosine(PI * phase);
  const left = swingOf(s, c, stride);
  const right = swingOf(-s, -c, stride);
  return gaitFrom(left, right, -0.85 * stride * s);
}

/** Returns the pose of somebody who stands with the weight on one leg. */
export function standingGait(): Gait {
  const straight = { thigh: 0.02, shin: -0.02, back: 0 };
  const relaxed = { thigh: 0.14, shin: -0.06, back: 0 };
  return gaitFrom(straight, relaxed, 0.04);
}

function gaitFrom(left: Swing, right: Swing, armSwing: number): Gait {
  const reach = (leg: Swing) => THIGH * cosine(leg.thigh) + SHIN * cosine(leg.shin);
  const hipY = Math.max(reach(left), reach(right)) + ANKLE;
  const place = ({ thigh, shin, back }: Swing): Leg => {
    const kneeY = hipY - THIGH * cosine(thigh);
    const kneeZ = THIGH * sine(thigh);
    return {
      kneeY,
      kneeZ,
      ankleY: kneeY - SHIN * cosine(shin),
      ankleZ: kneeZ + SHIN * sine(shin),
      footPitch: thigh > 0.2 ? 0.12 : -0.5 * back,
    };
  };
  return { hipY, left: place(left), right: place(right), armSwing };
}
