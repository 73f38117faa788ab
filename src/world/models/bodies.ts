import { cosine, sine, type Vec3 } from '../math.ts';
import { addIcosphere } from '../shapes/icosphere.ts';
import { addLimb, addLoft, type Ring } from '../shapes/round.ts';
import type { Gait, Leg } from './gait.ts';
import type { Detail, StreetMesh } from './kit.ts';
import type { Outfit } from './outfits.ts';

/** Height of the shoulders, metres. */
export const SHOULDER = 1.43;
const UPPER_ARM = 0.28;
const FOREARM = 0.25;
const LEAN = 0.03;

/** How many sides a limb has at each level of detail. */
const LIMB_SIDES = [4, 4, 6] as const;
const TORSO_SIDES = [5, 6, 9] as const;

/** Adds both legs with their shoes. */
export function addLegs(mesh: StreetMesh, outfit: Outfit, gait: Gait, detail: Detail): void {
  addLeg(mesh, outfit, gait.hipY, gait.left, -1, detail);
  addLeg(mesh, outfit, gait.hipY, gait.right, 1, detail);
}

function addLeg(
  mesh: StreetMesh,
  outfit: Outfit,
  hipY: number,
  leg: Leg,
  side: number,
  detail: Detail,
): void {
  const sides = LIMB_SIDES[detail];
  const { cut, legs, skin, shoes } = outfit;
  const breadth = outfit.breadth;
  const x = side * 0.092 * breadth;
  const shin = cut === 'shorts' ? skin : legs;
  const slender = cut === 'skirt' || cut === 'dress' || cut === 'coat' ? 0.084 : 0.1;
  const hip: Vec3 = [x, hipY, 0];
  const knee: Vec3 = [x, leg.kneeY, leg.kneeZ];
  const ankle: Vec3 = [x, leg.ankleY, leg.ankleZ];
  if (detail > 0) {
    addLimb(mesh, hip, knee, slender * breadth, 0.072, sides, legs, {}, false);
    const loose = cut === 'trousers' ? 0.058 : 0.05;
    addLimb(mesh, [x, leg.kneeY + 0.025, leg.kneeZ], ankle, 0.073, loose, sides, shin);
  } else {
    addLimb(mesh, hip, knee, slender * breadth, 0.072, sides, legs, {}, false);
    addLimb(mesh, knee, ankle, 0.072, 0.05, sides, shin, {}, false);
  }
  const { footPitch } = leg;
  const heel: Vec3 = [x, leg.ankleY - 0.008, leg.ankleZ - 0.055];
  const toe: Vec3 = [
    x,
    leg.ankleY - 0.018 + sine(footPitch) * 0.19,
    leg.ankleZ + cosine(footPitch) * 0.19,
  ];
  addLimb(mesh, heel, toe, 0.06, 0.042, sides, shoes);
}

/** Adds hips, chest and shoulders as one skin, with a coat, skirt or dress that the knees stay inside of. */
export function addTorso(mesh: StreetMesh, outfit: Outfit, gait: Gait, detail: Detail): void {
  const { cut, top, stripe, breadth: b } = outfit;
  const sides = TORSO_SIDES[detail];
  const sway = Math.max(Math.abs(gait.left.kneeZ), Math.abs(gait.right.kneeZ));
  const upper: Ring[] = [
    [1.1, 0.176 * b, 0.122, LEAN * 0.4],
    [1.28, 0.2 * b, 0.132, LEAN * 0.7],
    [SHOULDER - 0.05, 0.212 * b, 0.114, LEAN],
    [SHOULDER + 0.02, 0.165 * b, 0.092, LEAN],
    [SHOULDER + 0.075, 0.066, 0.062, LEAN],
  ];
  const flare = detail === 2 ? 1.09 : 1.24;
  if (cut === 'coat') {
    const hem = (sway + 0.1) * flare;
    const rings: Ring[] = [
      [0.56, 0.262 * b, hem],
      [0.82, 0.232 * b, Math.max(0.17, hem * 0.72)],
      [1, 0.186 * b, 0.138],
      ...upper,
    ];
    addLoft(mesh, 0, 0, rings, sides, top);
    return;
  }
  if (cut === 'skirt' || cut === 'dress') {
    const hem = (sway + 0.1) * flare;
    const colour = cut === 'dress' ? top : outfit.skirt;
    const rings: Ring[] = [
      [0.43, 0.29 * b, hem],
      [0.7, 0.262 * b, Math.max(0.18, hem * 0.86)],
      [0.87, 0.224 * b, Math.max(0.16, hem * 0.66)],
      [1, 0.16 * b, 0.116],
    ];
    addLoft(mesh, 0, 0, rings, sides, colour);
  } else {
    const hips: Ring[] = [
      [gait.hipY - 0.07, 0.15 * b, 0.108],
      [gait.hipY + 0.08, 0.172 * b, 0.122],
    ];
    addLoft(mesh, 0, 0, hips, sides, outfit.legs);
  }
  const waist: Ring = [cut === 'skirt' || cut === 'dress' ? 0.96 : 0.93, 0.172 * b, 0.126];
  addLoft(mesh, 0, 0, [waist, ...upper], sides, [top, stripe, top]);
}

/** Where the hand of an arm ends up. */
export interface Hand {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Adds an arm that hangs from the shoulder and swings by `angle`; `bend` folds the elbow. Returns its hand. */
export function addArm(
  mesh: StreetMesh,
  outfit: Outfit,
  side: -1 | 1,
  angle: number,
  bend: number,
  detail: Detail,
): Hand {
  const sides = LIMB_SIDES[detail];
  const x = side * 0.2 * outfit.breadth;
  const y = SHOULDER - 0.055;
  const elbow: Vec3 = [
    x + side * 0.045,
    y - UPPER_ARM * cosine(angle),
    LEAN + UPPER_ARM * sine(angle),
  ];
  const fold = angle + bend;
  const hand: Hand = {
    x: elbow[0] + side * 0.005,
    y: elbow[1] - FOREARM * cosine(fold),
    z: elbow[2] + FOREARM * sine(fold),
  };
  const end: Vec3 = [hand.x, hand.y, hand.z];
  if (detail === 2) addIcosphere(mesh, x, y - 0.002, LEAN, 0.062, 0.06, 0.062, 0, outfit.top);
  addLimb(mesh, [x, y, LEAN], elbow, 0.06, 0.05, sides, outfit.top, {}, detail === 1);
  addLimb(mesh, elbow, end, 0.05, 0.038, sides, outfit.sleeve, {}, detail > 0);
  if (detail > 0) {
    addIcosphere(mesh, hand.x, hand.y - 0.02, hand.z, 0.042, 0.055, 0.046, 0, outfit.skin);
  }
  return hand;
}
