import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2DBackpropInput';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/FusedConv2D';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ResizeNearestNeighbor';
import { stepConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Step';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { NEVER_LOST, type OpenBackend } from './opened-backend.ts';

for (const kernel of [
  addConfig,
  conv2DBackpropInputConfig,
  fusedConv2DConfig,
  multiplyConfig,
  reluConfig,
  resizeNearestNeighborConfig,
  stepConfig,
]) {
  registerKernel(kernel);
}

/** Plain JavaScript: always there, slow. */
export const openBackend: OpenBackend = () =>
  Promise.resolve({ instance: new MathBackendCPU(), lost: NEVER_LOST });
