import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2DBackpropInput';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/FusedConv2D';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ResizeNearestNeighbor';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { OpenBackend } from './opened-backend.ts';

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

/** The limits our networks profit from, taken from what the adapter has. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** WebGPU, where there is an adapter: that the interface exists says nothing about a device. */
export const openBackend: OpenBackend = async () => {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no adapter');
  const requiredLimits: Record<string, number> = {};
  for (const limit of LIMITS) requiredLimits[limit] = adapter.limits[limit];
  const device = await adapter.requestDevice({ requiredLimits });
  return {
    instance: new WebGPUBackend(device, adapter.info),
    lost: device.lost.then((info) => `${info.reason} ${info.message}`),
    lose: () => {
      device.destroy();
    },
  };
};
