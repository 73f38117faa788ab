import type { StreetView } from '../../../runtime/index.ts';
import { SCENES } from '../../../world/index.ts';
import { streetEdits } from './scene-edits.ts';
import type { NmsState } from './state.ts';

/** The part of the state that decides the picture. */
export type SceneState = Pick<NmsState, 'scene' | 'seed' | 'light' | 'weather' | 'time' | 'edits'>;

/** Returns the view of a state: the scene of that name with the reader's changes. */
export function viewOf(state: SceneState, size: { width: number; height: number }): StreetView {
  const { spec, camera } = SCENES[state.scene];
  return {
    spec: {
      ...spec,
      ...(state.seed === 0 ? {} : { seed: state.seed }),
      ...(state.light === 'as-is' ? {} : { light: state.light }),
      ...(state.weather === 'as-is' ? {} : { weather: state.weather }),
      time: (spec.time ?? 0) + state.time,
      edits: [...(spec.edits ?? []), ...streetEdits(state.edits)],
    },
    camera,
    ...size,
  };
}
