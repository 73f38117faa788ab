import { backendsToTry } from './device.ts';
import { fetchModelFiles } from './model-files.ts';
import type { Request } from './protocol.ts';
import { openTfjsDevice } from './resident-model.ts';
import { Session } from './session.ts';

const session = new Session({
  post: (reply) => {
    self.postMessage(reply);
  },
  openDevice: openTfjsDevice,
  fetchFiles: fetchModelFiles,
  backendsToTry,
  now: () => performance.now(),
});

self.onmessage = (event: MessageEvent<Request>) => {
  void session.handle(event.data);
};
