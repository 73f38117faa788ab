import { unpackFrames, type HeldOutFrame } from './held-out.ts';

/** The frames as the page was built with them, fetched when the figure wakes. */
export class HeldOutData {
  frames: readonly HeldOutFrame[] | undefined = $state.raw();
  /** A sentence when they could not be had; empty otherwise. */
  problem = $state('');
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** Fetches the frames; calling again is the retry. */
  async load(): Promise<void> {
    this.problem = '';
    try {
      const response = await fetch(this.#address);
      if (!response.ok) throw new Error(String(response.status));
      this.frames = unpackFrames(await response.text());
    } catch {
      this.problem =
        'The boxes of the frames could not be fetched, so the figure shows its first state only.';
    }
  }
}
