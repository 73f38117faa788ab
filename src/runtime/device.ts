import '@tensorflow/tfjs-core/dist/base_side_effects';
import { ENGINE } from '@tensorflow/tfjs-core/dist/engine';
import type { OpenBackend, OpenedBackend } from './backends/opened-backend.ts';
import { openContext } from './backends/webgl-context.ts';
import { BACKENDS, type Backend, type LoadedModel } from './engine.ts';
import { RuntimeError } from './errors.ts';

/** A backend that TF.js' engine now uses. */
export interface Device {
  readonly backend: Backend;
  readonly lost: Promise<string>;
  readonly isLost: () => boolean;
  readonly lose: () => void;
}

type Skipped = LoadedModel['skipped'][number];

/** Each backend is a file of its own, so that a reader fetches only the one that is used. */
const backends: Record<Backend, () => Promise<{ readonly openBackend: OpenBackend }>> = {
  webgpu: () => import('./backends/webgpu.ts'),
  webgl: () => import('./backends/webgl.ts'),
  wasm: () => import('./backends/wasm.ts'),
  cpu: () => import('./backends/cpu.ts'),
};

/** What a browser must have before it is worth fetching a backend's code. */
const isThinkable: Record<Backend, (allowSoftware: boolean) => Promise<boolean> | boolean> = {
  webgpu: async (allowSoftware) => {
    if (!('gpu' in navigator)) return false;
    // That the interface exists says nothing about a device.
    const adapter = await navigator.gpu.requestAdapter().catch(() => null);
    return adapter !== null && (allowSoftware || !adapter.info.isFallbackAdapter);
  },
  webgl: (allowSoftware) => openContext(allowSoftware) !== null,
  wasm: () => typeof WebAssembly !== 'undefined',
  cpu: () => true,
};

/** Returns the backends to try, in order: all of them, or the one that is forced. */
export function backendsToTry(forced: Backend | undefined): readonly Backend[] {
  return forced ? [forced] : BACKENDS;
}

/**
 * Opens the first backend of `order` that works and makes it TF.js' own. What failed before it is
 * added to `skipped`.
 *
 * @throws RuntimeError `no-backend`, or `offline` when not even the code of the last could be fetched.
 */
export async function openDevice(
  order: readonly Backend[],
  allowSoftware: boolean,
  skipped: Skipped[],
): Promise<Device> {
  let fetchedNothing = true;
  for (const backend of order) {
    try {
      if (!(await isThinkable[backend](allowSoftware))) throw new Error('not to be had here');
      const { openBackend } = await backends[backend]();
      fetchedNothing = false;
      return await register(backend, await openBackend({ allowSoftware }));
    } catch (error) {
      skipped.push({ backend, reason: reasonOf(error) });
    }
  }
  const detail = skipped.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
  const isOffline = fetchedNothing && /import|fetch|module script/i.test(detail);
  throw new RuntimeError(isOffline ? 'offline' : 'no-backend', detail);
}

/** Takes a device out of TF.js. Its tensors must have been disposed of; on a lost device that may fail. */
export function closeDevice(device: Device): void {
  try {
    ENGINE.removeBackend(device.backend);
  } catch {
    // A lost device may refuse to clean up; there is nothing left of it to clean.
  }
}

async function register(backend: Backend, opened: OpenedBackend): Promise<Device> {
  let gone = false;
  const lost = opened.lost.then((reason) => {
    gone = true;
    return reason;
  });
  ENGINE.registerBackend(backend, () => opened.instance);
  if (!(await ENGINE.setBackend(backend))) throw new Error('could not be started');
  return {
    backend,
    lost,
    isLost: () => gone || (opened.isLost?.() ?? false),
    lose: () => opened.lose?.(),
  };
}

/** TF.js' wasm backend rejects with a bare object, so anything with a message will do. */
function reasonOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return String(error);
}
