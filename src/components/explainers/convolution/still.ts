import type { LearntKernels } from './learnt.ts';

/** A still of the street and the same still filtered, as they lie on the built site. */
export interface Still {
  readonly address: string;
  /** Address of the filtered still. */
  readonly filtered: string;
  /** Size in which it is filtered, pixels. */
  readonly width: number;
  readonly height: number;
  /** What it shows, in a sentence. */
  readonly caption: string;
  /** The classifier's first kernels, where the site has a classifier. */
  readonly learnt?: LearntKernels | undefined;
}
