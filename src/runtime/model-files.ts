import { parseCard, type ModelCard } from './card.ts';
import { download, type Fetch } from './download.ts';
import { RuntimeError } from './errors.ts';
import { sha256 } from './sha256.ts';
import { parseWeights, type WeightTensor } from './weights.ts';

/** A model as it was shipped, checked and in memory. */
export interface ModelFiles {
  readonly card: ModelCard;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
}

/**
 * Returns a model from the bytes of its two files.
 *
 * @throws RuntimeError `unreadable` for a bad card, `truncated` for weights of the wrong length,
 *   `damaged` for weights whose SHA-256 is not the card's.
 */
export function assembleModel(card: ModelCard, weights: Uint8Array): ModelFiles {
  const { bytes, sha256: expected } = card.weights;
  if (weights.length !== bytes) {
    throw new RuntimeError('truncated', `${weights.length} bytes instead of ${bytes}`);
  }
  const actual = sha256(weights);
  if (actual !== expected) {
    throw new RuntimeError('damaged', `SHA-256 ${actual} instead of ${expected}`);
  }
  return { card, tensors: parseWeights(card.tensors, weights) };
}

/** Returns a card from the bytes of its file. @throws RuntimeError `unreadable`. */
export function readCard(bytes: Uint8Array): ModelCard {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new RuntimeError('unreadable', String(error));
  }
  return parseCard(json);
}

/**
 * Fetches and checks a model. `folder` ends in a slash; `onProgress` tells the bytes of both files.
 *
 * The card is asked for anew each time, the weights carry their fingerprint in their address, so a
 * browser may keep them for ever and still never mixes two versions. A copy that turns out short or
 * altered is fetched once more past the browser's cache before it counts as an error.
 *
 * @throws RuntimeError or an `AbortError`, as {@link download} and {@link assembleModel}.
 */
export async function fetchModelFiles(
  folder: string,
  signal: AbortSignal,
  onProgress: (bytes: number, total: number) => void,
  fetch?: Fetch,
): Promise<ModelFiles> {
  const cardBytes = await download(`${folder}card.json`, { signal, fetch, cache: 'no-cache' });
  const card = readCard(cardBytes);
  const total = cardBytes.length + card.weights.bytes;
  const fetchWeights = (cache: RequestCache): Promise<Uint8Array> =>
    download(`${folder}weights.bin?v=${card.weights.sha256.slice(0, 12)}`, {
      signal,
      fetch,
      cache,
      onBytes: (bytes) => {
        onProgress(Math.min(cardBytes.length + bytes, total), total);
      },
    });
  try {
    return assembleModel(card, await fetchWeights('default'));
  } catch (error) {
    const isWorthRepeating =
      error instanceof RuntimeError && (error.code === 'truncated' || error.code === 'damaged');
    if (!isWorthRepeating) throw error;
    return assembleModel(card, await fetchWeights('reload'));
  }
}
