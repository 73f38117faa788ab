/** The life of a model in a figure. */
export type ModelLife =
  | { readonly stage: 'built' }
  /** Bytes fetched so far, and in all once that is known. */
  | { readonly stage: 'loading'; readonly bytes: number; readonly total: number }
  /** Numbers come from a run on this machine, of `ms` milliseconds; `where` is the backend in words. */
  | { readonly stage: 'live'; readonly where: string; readonly ms: number; readonly note: string }
  | { readonly stage: 'failed'; readonly sentence: string };

/** What the frame of a figure says of its model. */
export type FigureStatus = 'interactive' | 'loading' | 'live' | 'failed';

/** Returns the status of a figure that is awake. */
export function statusOf({ stage }: ModelLife): FigureStatus {
  return stage === 'built' ? 'interactive' : stage;
}
