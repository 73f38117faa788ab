import { RuntimeError, abortError } from './errors.ts';

/** The part of `fetch` that we use, so that tests can stand in for the network. */
export type Fetch = (
  url: string,
  init: { signal: AbortSignal; cache: RequestCache },
) => Promise<Response>;

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Called with the bytes of this file so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly cache: RequestCache;
  readonly fetch?: Fetch | undefined;
}

/**
 * Returns the bytes of a file.
 *
 * @throws RuntimeError `offline` when nothing answers, `missing` when the server has no such file,
 *   `truncated` when the connection ends early; an `AbortError` when cancelled.
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const { signal, cache, onBytes } = options;
  const get: Fetch = options.fetch ?? ((address, init) => fetch(address, init));
  let response: Response;
  try {
    response = await get(url, { signal, cache });
  } catch (error) {
    if (signal.aborted) throw abortError();
    throw new RuntimeError('offline', `${url}: ${String(error)}`);
  }
  if (!response.ok) throw new RuntimeError('missing', `${url}: status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk?.value) break;
      chunks.push(chunk.value);
      length += chunk.value.length;
      onBytes?.(length);
    }
  } catch (error) {
    if (signal.aborted) throw abortError();
    throw new RuntimeError('truncated', `${url}: ${String(error)}`);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
