import type { Tensor } from '@tensorflow/tfjs-core';
import { ENGINE } from '@tensorflow/tfjs-core/dist/engine';
import { closeDevice, openDevice, type Device } from './device.ts';
import type { ModelFiles } from './model-files.ts';
import type { Program, Values } from './ops.ts';
import type { ResidentModel, SessionDevice, SessionParts } from './session.ts';
import { runProgram, uploadWeights, type TensorWeights } from './tfjs-run.ts';

/** Opens a TF.js backend as a place where the session's models run. */
export const openTfjsDevice: SessionParts['openDevice'] = async (order, isForced, skipped) => {
  const device = await openDevice(order, isForced, skipped);
  const residents = new Set<TfjsModel>();
  const sessionDevice: SessionDevice = {
    backend: device.backend,
    isLost: device.isLost,
    lose: device.lose,
    upload: (files) => {
      const resident = new TfjsModel(files, device, () => residents.delete(resident));
      residents.add(resident);
      return resident;
    },
    tensorCount: () => ENGINE.memory().numTensors,
    close: () => {
      for (const resident of residents) resident.dispose();
      closeDevice(device);
    },
  };
  return sessionDevice;
};

/** A network with its weights as tensors of TF.js. */
class TfjsModel implements ResidentModel {
  readonly #device: Device;
  readonly #onDispose: () => void;
  #weights: TensorWeights;

  constructor(files: ModelFiles, device: Device, onDispose: () => void) {
    this.#device = device;
    this.#onDispose = onDispose;
    this.#weights = uploadWeights(ENGINE, files);
  }

  async run(program: Program): Promise<Values[]> {
    const outputs = runProgram(ENGINE, this.#weights, program);
    try {
      // A lost device never finishes a read, so its loss ends the wait as well.
      const values = await Promise.race([
        Promise.all(outputs.map((output) => output.data<'float32'>())),
        this.#device.lost.then((reason) => {
          throw new Error(reason);
        }),
      ]);
      // Reads of a device that was lost meanwhile come back full of zeros.
      if (this.#device.isLost()) throw new Error('the device was lost during the run');
      return values.map((each, index) => ({ values: each, shape: outputs[index]?.shape ?? [] }));
    } finally {
      for (const output of outputs) disposeQuietly(output);
    }
  }

  dispose(): void {
    for (const tensor of this.#weights.values()) disposeQuietly(tensor);
    this.#weights = new Map();
    this.#onDispose();
  }
}

/** A lost device may refuse to give memory back that went with it. */
function disposeQuietly(tensor: Tensor): void {
  try {
    if (!tensor.isDisposed) tensor.dispose();
  } catch {
    // Nothing is left to give back.
  }
}
