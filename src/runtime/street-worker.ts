import { buffersOf, streetDrawer } from './street-drawing.ts';
import type { StreetReply, StreetRequest } from './street-protocol.ts';

const draw = streetDrawer(() => performance.now());

async function answer({ id, view, isDraft }: StreetRequest): Promise<void> {
  try {
    const frame = await draw(view, isDraft);
    self.postMessage({ type: 'frame', id, frame } satisfies StreetReply, {
      transfer: buffersOf(frame),
    });
  } catch (error) {
    self.postMessage({ type: 'failed', id, detail: String(error) } satisfies StreetReply);
  }
}

self.onmessage = ({ data }: MessageEvent<StreetRequest>) => {
  void answer(data);
};
