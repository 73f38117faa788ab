import { RandomStream } from '../random.ts';
import type { PersonPlacement } from '../street/things.ts';
import { addArm, addLegs, addTorso, SHOULDER } from './bodies.ts';
import { addBackpack, addHandbag, addUmbrella } from './carried.ts';
import { standingGait, walkingGait } from './gait.ts';
import { addHead } from './heads.ts';
import type { Detail, StreetMesh } from './kit.ts';
import { pickOutfit } from './outfits.ts';

/** Height of an adult of scale 1, metres. */
const HEAD_MIDDLE = SHOULDER + 0.2;

/** Adds somebody on foot as one instance and returns its id. */
export function addPerson(mesh: StreetMesh, placement: PersonPlacement, detail: Detail): number {
  const stream = new RandomStream(placement.look);
  const outfit = pickOutfit(stream);
  const build = stream.fork(4);
  const size = placement.child ? build.between(0.62, 0.75) : build.between(0.94, 1.07);
  const walks = placement.pose === 'walking';
  const skirted = outfit.cut === 'skirt' || outfit.cut === 'dress' || outfit.cut === 'coat';
  const gait = walks
    ? walkingGait(placement.phase, skirted ? 0.31 : build.between(0.39, 0.46))
    : standingGait();
  const id = mesh.beginInstance('person', {
    heading: placement.yaw,
    velocity: [placement.velocityX, 0, placement.velocityZ],
    traits: { pose: placement.pose },
  });
  mesh.pushTransform(placement.x, placement.y, placement.z, placement.yaw, size);
  addLegs(mesh, outfit, gait, detail);
  // The trunk follows the hips, which sink with the stride.
  mesh.pushTransform(0, gait.hipY - 0.9, 0);
  const trunk = { ...gait, hipY: 0.9 };
  addTorso(mesh, outfit, trunk, detail);
  addArms(mesh, placement, outfit, gait.armSwing, build, detail);
  if (outfit.backpack !== null) addBackpack(mesh, outfit.backpack, detail);
  addHead(mesh, HEAD_MIDDLE, 0.05, outfit.skin, outfit.hair, outfit.cover, outfit.head, detail);
  mesh.popTransform();
  mesh.popTransform();
  return id;
}

function addArms(
  mesh: StreetMesh,
  placement: PersonPlacement,
  outfit: ReturnType<typeof pickOutfit>,
  swing: number,
  build: RandomStream,
  detail: Detail,
): void {
  const stands = placement.pose === 'standing';
  const gesture = stands && build.chance(0.45) ? 1.5 : 0.3;
  const left = addArm(mesh, outfit, -1, swing, 0.3, detail);
  if (placement.umbrella) {
    const hand = addArm(mesh, outfit, 1, 0.35, 1.85, detail);
    addUmbrella(mesh, hand, outfit.umbrella, detail);
  } else addArm(mesh, outfit, 1, stands ? 0.1 : -swing, gesture, detail);
  if (outfit.bag !== null) addHandbag(mesh, left, outfit.bag, detail);
}
