import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/FusedConv2D';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ResizeNearestNeighbor';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { NEVER_LOST, type OpenBackend } from './opened-backend.ts';

for (const kernel of [addConfig, fusedConv2DConfig, reluConfig, resizeNearestNeighborConfig]) {
  registerKernel(kernel);
}

/** Plain JavaScript: always there, slow. */
export const openBackend: OpenBackend = () =>
  Promise.resolve({ instance: new MathBackendCPU(), lost: NEVER_LOST });
