import { BackendWasm, init, setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import simdFile from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Conv2DBackpropInput';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ResizeNearestNeighbor';
import { stepConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step';
import { env } from '@tensorflow/tfjs-core/dist/environment';
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

/**
 * WebAssembly with SIMD, from our own origin, on one thread.
 *
 * Threads are off: in a minified build on a cross-origin-isolated page they hang for ever. The
 * package wants a path for each of its three files, and the SIMD one is the only one we serve.
 */
export const openBackend: OpenBackend = async () => {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('no SIMD');
  setWasmPaths({
    'tfjs-backend-wasm.wasm': simdFile,
    'tfjs-backend-wasm-simd.wasm': simdFile,
    'tfjs-backend-wasm-threaded-simd.wasm': simdFile,
  });
  const { wasm } = await init();
  return { instance: new BackendWasm(wasm), lost: NEVER_LOST };
};
