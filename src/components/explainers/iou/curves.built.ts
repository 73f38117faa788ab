import { streetStill } from '../../figures/street-still.ts';
import { curveOf, nameOfDescent, packCurve } from './curves.ts';
import { iouState, LOSSES } from './state.ts';
import { sceneOnStreet } from './street-scene.ts';

// Where the boxes stand does not depend on the address of the picture.
const { prediction, truth } = iouState(sceneOnStreet(streetStill('twins'), '')).initial;

/** The curves from the start that the figure has at first, which a page that wakes would take long to compute. */
export const builtDescent = {
  name: nameOfDescent(prediction, truth),
  curves: Object.fromEntries(
    LOSSES.map((loss) => [loss, packCurve(curveOf(prediction, truth, loss))]),
  ),
};
