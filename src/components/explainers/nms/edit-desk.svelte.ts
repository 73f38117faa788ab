import type { FigureState } from '../../figures/figure-state.svelte.ts';
import type { SceneEditor } from './editing/index.ts';
import type * as EditingTools from './editing/index.ts';
import type { LiveDetector } from './live-detector.svelte.ts';
import type { NmsState } from './state.ts';

/** The tools for editing the street and the editor that they work on. */
interface Desk {
  readonly tools: typeof EditingTools;
  readonly editor: SceneEditor;
}

/** The editing of the street: offered once the street was drawn here, fetched when it is asked for. */
export class EditDesk {
  readonly #figure: FigureState<NmsState>;
  readonly #live: LiveDetector;
  #desk: Desk | undefined = $state.raw();

  constructor(figure: FigureState<NmsState>, live: LiveDetector) {
    this.#figure = figure;
    this.#live = live;
  }

  /** Whether there is a street that can be drawn and looked at here. */
  get offered(): boolean {
    return this.#live.life.stage === 'live' && this.#live.scenery !== undefined;
  }

  /** The tools while the street is edited. */
  get open(): Desk | undefined {
    return this.offered ? this.#desk : undefined;
  }

  /** Opens or closes the editing. */
  async toggle(): Promise<void> {
    if (this.#desk) {
      this.#desk = undefined;
      return;
    }
    try {
      const tools = await import('./editing/index.ts');
      const editor = new tools.SceneEditor(this.#figure, () => this.#live.scenery);
      this.#desk = { tools, editor };
    } catch {
      this.#figure.notice =
        'The tools for editing could not be fetched. Try again when you are online.';
    }
  }
}
