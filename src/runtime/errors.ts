/** What can go wrong between a figure and its model. */
export type RuntimeErrorCode =
  | 'offline'
  | 'missing'
  | 'truncated'
  | 'damaged'
  | 'unreadable'
  | 'no-backend'
  | 'context-lost'
  | 'bad-image'
  | 'wrong-task'
  | 'street'
  | 'failed';

/** The sentence a person reads for each error: what happened, and what to do. */
const sentences: Record<RuntimeErrorCode, string> = {
  offline: 'The model could not be fetched: the connection failed. Go online and try again.',
  missing: 'The model’s files are not on this server. Try again later, or tell us.',
  truncated: 'The model arrived incomplete. Try again.',
  damaged:
    'The model’s files do not match their fingerprint, so they were not used. Try again; if it stays so, the copy on the server is damaged.',
  unreadable: 'The model’s description cannot be read, so the model was not used. Try again later.',
  'no-backend':
    'This browser offers no way to run the model: WebGPU, WebGL, WebAssembly and plain JavaScript all failed.',
  'context-lost':
    'The graphics processor was taken away while the model ran, and no other way to run it was found. Try again.',
  'bad-image': 'The picture has no pixels, or fewer than its size says. Choose another one.',
  'wrong-task': 'This model cannot do what was asked of it. Choose another one.',
  street: 'The street could not be drawn. Try again, or reload the page.',
  failed: 'The model stopped unexpectedly. Try again.',
};

/**
 * An error that a figure can show as it is: `message` is one sentence or two for a person, `code`
 * tells programs what happened, `detail` what the machine said (for the console of a developer).
 */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
  readonly code: RuntimeErrorCode;
  readonly detail: string;

  constructor(code: RuntimeErrorCode, detail = '') {
    super(sentences[code]);
    this.code = code;
    this.detail = detail;
  }
}

/** The error that says a call was cancelled, by its signal or by a newer call: never shown. */
export function abortError(reason = 'The call was cancelled.'): DOMException {
  return new DOMException(reason, 'AbortError');
}

/** Whether an error only says that a call was cancelled or superseded. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any thrown value as a RuntimeError; cancellation is not an error of the runtime and must be sorted out before. */
export function toRuntimeError(error: unknown): RuntimeError {
  if (error instanceof RuntimeError) return error;
  return new RuntimeError('failed', error instanceof Error ? error.message : String(error));
}
