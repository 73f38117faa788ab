import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/canvas_util';
import { GPGPUContext } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedConv2D';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ResizeNearestNeighbor';
import { stepConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Step';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { OpenBackend } from './opened-backend.ts';
import { openContext } from './webgl-context.ts';

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
 * WebGL 2 on a canvas of our own, so that after a lost context a fresh one can be opened: the
 * package would go on with the dead one, and it writes to the console where there is none.
 */
export const openBackend: OpenBackend = ({ allowSoftware }) => {
  const context = openContext(allowSoftware);
  if (!context) return Promise.reject(new Error('no WebGL 2 on a graphics processor'));
  const { canvas, gl } = context;
  const lost = new Promise<string>((resolve) => {
    canvas.addEventListener('webglcontextlost', () => {
      resolve('webglcontextlost');
    });
  });
  const extension = gl.getExtension('WEBGL_lose_context');
  setWebGLContext(2, gl);
  env().set('WEBGL_VERSION', 2);
  // Sizes as uniforms: levels of different size share their programs, so half as many are compiled.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  const instance = new MathBackendWebGL(new GPGPUContext(gl));
  return Promise.resolve({
    instance,
    lost,
    isLost: () => gl.isContextLost(),
    lose: () => extension?.loseContext(),
  });
};
