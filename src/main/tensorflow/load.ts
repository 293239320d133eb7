import util from 'node:util';
import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { LensError } from '../../shared/errors.ts';

export interface TensorFlow {
  readonly tf: typeof Core;
  readonly layers: typeof Layers;
  /** What computes: TensorFlow's native library (@tensorflow/tfjs-node), or WebAssembly. */
  readonly computes: 'native' | 'wasm';
}

/** How its packages come; another one in tests. */
export type ImportPackage = (name: string) => Promise<unknown>;

const importPackage: ImportPackage = (name) => {
  switch (name) {
    case '@tensorflow/tfjs-core':
      return import('@tensorflow/tfjs-core');
    case '@tensorflow/tfjs-layers':
      return import('@tensorflow/tfjs-layers');
    case '@tensorflow/tfjs-backend-wasm':
      return import('@tensorflow/tfjs-backend-wasm');
    default:
      // Not one of our dependencies: its install script downloads a library. The bundler must not look for it.
      return import(/* @vite-ignore */ name);
  }
};

/**
 * TensorFlow.js on tfjs-node where that is installed and can count, otherwise on its WebAssembly backend. The layers'
 * package brings the gradients along, which the core's build for Node lacks.
 */
export async function loadTensorFlow(bring: ImportPackage = importPackage): Promise<TensorFlow> {
  const tf = (await bring('@tensorflow/tfjs-core')) as typeof Core;
  const layers = (await bring('@tensorflow/tfjs-layers')) as typeof Layers;
  if (await hasNative(tf, bring)) return { tf, layers, computes: 'native' };
  await bring('@tensorflow/tfjs-backend-wasm');
  // Its threaded build does not load in Node.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm')) || !canCount(tf))
    throw new LensError(
      'missing',
      "TensorFlow.js does not run here: neither @tensorflow/tfjs-node nor its WebAssembly backend passes a check of a sum's gradient.",
      "Choose the backend 'fused', which needs neither.",
    );
  return { tf, layers, computes: 'wasm' };
}

async function hasNative(tf: typeof Core, bring: ImportPackage): Promise<boolean> {
  try {
    // Gone from Node 23 on, and called by tfjs-node 4.22 whenever it makes a tensor.
    const old = util as unknown as Record<string, unknown>;
    old.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
    await bring('@tensorflow/tfjs-node');
    return (await tf.setBackend('tensorflow')) && canCount(tf);
  } catch {
    return false;
  }
}

/** The gradient of Σ (A·x)² is 2·Aᵀ·A·x: with A = [1 2; 3 4] and x = (1, −1) it is (−8, −12). */
function canCount(tf: typeof Core): boolean {
  try {
    return tf.tidy(() => {
      const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      const x = tf.tensor2d([1, -1], [2, 1]);
      const told = tf
        .grad((at: Core.Tensor) => tf.sum(tf.square(tf.matMul(a, at as Core.Tensor2D))))(x)
        .dataSync();
      return told.length === 2 && Math.abs(told[0] + 8) < 1e-5 && Math.abs(told[1] + 12) < 1e-5;
    });
  } catch {
    return false;
  }
}
