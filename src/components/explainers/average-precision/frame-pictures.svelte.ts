import { createStreetRenderer, isAbort, type StreetRenderer } from '../../../runtime/index.ts';
import { failureSentence } from '../../figures/failure-sentence.ts';
import { PICTURE_SIZE, type HeldOutView } from './held-out.ts';

/** The picture of the frame that is looked at, drawn from its seed in the street's worker. */
export class FramePictures {
  /** What was drawn last, and of which frame; the frame on the page counts from 0. */
  shown: { readonly frame: number; readonly pixels: ImageData } | undefined = $state.raw();
  /** A sentence when the street could not be drawn; empty otherwise. */
  problem = $state('');
  #renderer: StreetRenderer | undefined;

  /** Draws a frame; a newer call supersedes it. */
  async draw(frame: number, view: HeldOutView): Promise<void> {
    this.#renderer ??= createStreetRenderer();
    try {
      const drawn = await this.#renderer.render({ ...view, ...PICTURE_SIZE });
      const pixels = new ImageData(new Uint8ClampedArray(drawn.rgba), drawn.width, drawn.height);
      this.shown = { frame, pixels };
      this.problem = '';
    } catch (error) {
      if (isAbort(error)) return;
      this.problem = failureSentence(error, 'The frame could not be drawn here.');
    }
  }

  /** Ends the worker. */
  dispose(): void {
    this.#renderer?.dispose();
  }
}
