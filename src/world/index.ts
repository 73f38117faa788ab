/** The street: everything public of `src/world`. */
export { bakeWorld, type BakedWorld } from './bake.ts';
export {
  cameraBasis,
  cameraMatrices,
  projectPoint,
  stereoPair,
  surroundRig,
  type Camera,
  type CameraBasis,
  type CameraMatrices,
} from './camera.ts';
export {
  isThing,
  semanticId,
  SEMANTIC_CLASSES,
  THING_CLASSES,
  type SemanticClass,
  type ThingClass,
} from './classes.ts';
export type { Environment } from './environment.ts';
export { environmentFor } from './environments.ts';
export { fingerprintFrame, type Fingerprint } from './fingerprint.ts';
export type { Box, FlowOptions, Frame, RenderOptions, TruthObject } from './frame.ts';
export type { Vec3 } from './math.ts';
export type { Instance, InstanceDetails, Lamp, Mesh } from './mesh-store.ts';
export { RandomStream } from './random.ts';
export { renderFrame } from './render.ts';
export {
  birdsEyeOccupancy,
  solidBoxes,
  solidCorners,
  type GroundGrid,
  type SolidBox,
} from './solids.ts';
export type { Layout, Light, Region, Weather, World, WorldSpec } from './spec.ts';
export { panopticMask } from './truth.ts';
export { captionFrame, countThings, type Occasion } from './street/captions.ts';
export { buildWorld, type StreetWorld, type Thing } from './street/build-world.ts';
export type {
  AddEdit,
  Edit,
  MovableKind,
  MoveEdit,
  RemoveEdit,
  VehicleStyle,
} from './street/edits.ts';
export {
  openGround,
  pickGround,
  type GroundPlace,
  type OpenGround,
} from './street/ground-picking.ts';
export {
  noiseOf,
  noiseSeedOf,
  sampleTrainingSpec,
  sampleTrainingView,
  sampleTrainingViews,
  TRAINING_SHARES,
  type TrainingViews,
  type View,
} from './street/sampler.ts';
export { VEHICLE_SIZES } from './street/things.ts';
export { SCENES, type Scene, type SceneName } from './street/scenes.ts';
export { isViewFree } from './street/view-check.ts';
