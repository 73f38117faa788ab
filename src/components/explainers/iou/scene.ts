import type { Box } from '../../../vision/index.ts';

/** The picture under the two boxes: a street frame of this site with one thing chosen as the truth. */
export interface IouScene {
  readonly width: number;
  readonly height: number;
  /** Address of the picture; without one the figure draws a pixel grid. */
  readonly picture?: string | undefined;
  readonly truth: Box;
  /** Class id of the thing. */
  readonly className: string;
  /** What it is, for sentences: "the car in front". */
  readonly thing: string;
}

/** A scene without any picture. */
export const GRID_SCENE: IouScene = {
  width: 640,
  height: 384,
  truth: [230, 110, 390, 260],
  className: 'car',
  thing: 'the car',
};
