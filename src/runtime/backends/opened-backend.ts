import type { KernelBackend } from '@tensorflow/tfjs-core';

/** A backend of TF.js that is ready to be registered. */
export interface OpenedBackend {
  readonly instance: KernelBackend;
  /** Settles with what the machine said when the device goes away; never where it cannot. */
  readonly lost: Promise<string>;
  /** Whether it is gone already, where that can be asked before the event arrives. */
  readonly isLost?: () => boolean;
  /** Takes the device away, as the system may: for tests of recovery. Missing where it cannot be lost. */
  readonly lose?: () => void;
}

export interface OpenOptions {
  /**
   * Whether a device that only imitates a graphics processor will do. It is slower than WebAssembly,
   * so it is taken only where the reader (or a test) asks for that backend by name.
   */
  readonly allowSoftware: boolean;
}

/** Opens one backend with the kernels that our networks use. @throws where it is not to be had. */
export type OpenBackend = (options: OpenOptions) => Promise<OpenedBackend>;

/** For backends that cannot be lost. */
export const NEVER_LOST = new Promise<string>(() => undefined);
