import util from 'node:util';
import * as core from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterEach, describe, expect, it } from 'vitest';
import { type ImportPackage, loadTensorFlow } from '../../../src/main/tensorflow/load.ts';

/** Packages as they are installed; `native` stands for @tensorflow/tfjs-node. */
const packages =
  (native: () => Promise<unknown>): ImportPackage =>
  async (name) => {
    if (name === '@tensorflow/tfjs-core') return core;
    if (name === '@tensorflow/tfjs-layers') return layers;
    if (name === '@tensorflow/tfjs-node') return native();
    return import('@tensorflow/tfjs-backend-wasm');
  };
const absent = async () => {
  throw new Error("Cannot find package '@tensorflow/tfjs-node'");
};

describe('TensorFlow.js', () => {
  it('computes by WebAssembly where tfjs-node is not installed', async () => {
    const { computes, tf } = await loadTensorFlow(packages(absent));
    expect(computes).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });

  it('computes by WebAssembly where tfjs-node brings no backend along', async () => {
    expect((await loadTensorFlow(packages(async () => ({})))).computes).toBe('wasm');
  });

  describe('where tfjs-node is installed', () => {
    // What tfjs-node does: a backend called tensorflow, here with the kernels of WebAssembly.
    const install = async () => {
      await import('@tensorflow/tfjs-backend-wasm');
      await core.setBackend('wasm');
      const wasm = core.backend();
      core.registerBackend('tensorflow', () => wasm);
      core.copyRegisteredKernels('wasm', 'tensorflow');
      return {};
    };
    afterEach(async () => {
      await core.setBackend('wasm');
      for (const { kernelName } of core.getKernelsForBackend('tensorflow')) core.unregisterKernel(kernelName, 'tensorflow');
      // Not removeBackend: that would end the other backend, whose memory this is.
      delete core.engine().registry.tensorflow;
      delete core.engine().registryFactory.tensorflow;
    });

    it('and passes the check it computes', async () => {
      const { computes, tf } = await loadTensorFlow(packages(install));
      expect(computes).toBe('native');
      expect(tf.getBackend()).toBe('tensorflow');
    });

    it('and cannot count, WebAssembly computes', async () => {
      const broken = async () => {
        await install();
        core.unregisterKernel('BatchMatMul', 'tensorflow');
        const kernelFunc: core.KernelFunc = () => {
          throw new TypeError('util.isNullOrUndefined is not a function');
        };
        core.registerKernel({ kernelName: 'BatchMatMul', backendName: 'tensorflow', kernelFunc });
        return {};
      };
      const { computes, tf } = await loadTensorFlow(packages(broken));
      expect(computes).toBe('wasm');
      expect(tf.getBackend()).toBe('wasm');
    });
  });

  it('finds util.isNullOrUndefined in its place when tfjs-node is loaded', async () => {
    let found: unknown;
    await loadTensorFlow(
      packages(async () => {
        found = (util as unknown as Record<string, unknown>).isNullOrUndefined;
        return absent();
      }),
    );
    expect(found).toBeTypeOf('function');
    expect((found as (value: unknown) => boolean)(undefined)).toBe(true);
    expect((found as (value: unknown) => boolean)(0)).toBe(false);
  });

  it('says so where nothing computes, and what to choose', async () => {
    const lame = { ...core, setBackend: async () => false };
    const bring: ImportPackage = async (name) => (name === '@tensorflow/tfjs-core' ? lame : packages(absent)(name));
    await expect(loadTensorFlow(bring)).rejects.toMatchObject({ code: 'missing', hint: expect.stringContaining('fused') });
  });
});
