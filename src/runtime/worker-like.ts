/** A worker as the facades use it, so that tests can stand in for one. */
export interface WorkerLike<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  /** Says who is told of messages, and of the failure that ends the worker. Called once. */
  listen(onMessage: (message: Received) => void, onFailure: (detail: string) => void): void;
  terminate(): void;
}

/** Returns a real worker, which has just been started, in the form that the facades use. */
export function wrapWorker<Sent, Received>(worker: Worker): WorkerLike<Sent, Received> {
  return {
    postMessage: (message, transfer) => {
      worker.postMessage(message, transfer);
    },
    listen: (onMessage, onFailure) => {
      worker.onmessage = ({ data }: MessageEvent<Received>) => {
        onMessage(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        onFailure(event.message || 'the worker could not be started');
      };
    },
    terminate: () => {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    },
  };
}
