import { buffersOf, streetDrawer } from './street-drawing.ts';
import type { StreetReply, StreetRequest } from './street-protocol.ts';

const draw = streetDrawer(() => performance.now());

self.onmessage = ({ data }: MessageEvent<StreetRequest>) => {
  const { id, view, isDraft } = data;
  try {
    const frame = draw(view, isDraft);
    self.postMessage({ type: 'frame', id, frame } satisfies StreetReply, {
      transfer: buffersOf(frame),
    });
  } catch (error) {
    self.postMessage({ type: 'failed', id, detail: String(error) } satisfies StreetReply);
  }
};
