import type { StreetFrame, StreetView } from './street-view.ts';

/** One picture to draw; the facade has at most one under way. */
export interface StreetRequest {
  readonly id: number;
  readonly view: StreetView;
  /** A draft has half the size and one sample a pixel. */
  readonly isDraft: boolean;
}

export type StreetReply =
  | { readonly type: 'frame'; readonly id: number; readonly frame: StreetFrame }
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };
