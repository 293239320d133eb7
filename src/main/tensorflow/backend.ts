import type { AdamOptimizer, NamedTensorMap, Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import {
  adam,
  type Backend,
  type Batch,
  type BatchSums,
  type CreateBackend,
  type Update,
} from '../engine/latent/network/backend.ts';
import { type Network, noiseRange, posteriorRange } from '../engine/latent/network/network.ts';
import type { LatentTable } from '../engine/latent/network/table.ts';
import { cellsOf, logDensity, runsOf } from './likelihood.ts';
import { loadTensorFlow, type TensorFlow } from './load.ts';
import { apply, createModel, type Model, parametersOf, setParameters } from './model.ts';

/** TensorFlow.js as a backend. Throws LensError('missing') where it does not run. */
export async function tensorflowBackends(load: () => Promise<TensorFlow> = loadTensorFlow): Promise<CreateBackend> {
  const tensorflow = await load();
  return (network, table, start) => createTensorFlowBackend(tensorflow, network, table, start);
}

interface Loss {
  readonly reconstruction: Scalar;
  readonly kl: Scalar;
}

/** The same network of TensorFlow's layers, its gradients and its Adam; all in f32. */
function createTensorFlowBackend(tensorflow: TensorFlow, network: Network, table: LatentTable, start: Float32Array): Backend {
  const { tf } = tensorflow;
  const model = createModel(tensorflow, network);
  const runs = runsOf(network);
  const layers = model.weights.map(({ variable }) => variable);
  let optimizer: AdamOptimizer | null = null;
  let closed = false;

  const load = (from: Float32Array) => {
    setParameters(tensorflow, model, from);
    optimizer?.dispose();
    optimizer = tf.train.adam(0, adam.beta1, adam.beta2, adam.epsilon);
  };

  /** Gradients of the mean loss by variables, and the sums. To be disposed of. */
  const differentiate = (batch: Batch, klWeight: number, variables: Variable[]) => {
    const m = batch.rows.length;
    const kept: { loss: Loss | null } = { loss: null };
    const { grads, value } = tf.variableGrads(() => {
      const loss = lossOf(tensorflow, model, network, table, runs, batch);
      kept.loss = { reconstruction: tf.keep(loss.reconstruction), kl: tf.keep(loss.kl) };
      return tf.div(tf.sub(tf.mul(loss.kl, klWeight), loss.reconstruction), m) as Scalar;
    }, variables);
    value.dispose();
    const { reconstruction, kl } = kept.loss as Loss;
    const sums = {
      reconstruction: reconstruction.dataSync()[0] + constantsOf(table, batch.rows),
      kl: kl.dataSync()[0],
    };
    tf.dispose([reconstruction, kl]);
    return { grads, sums };
  };

  const normOf = (grads: NamedTensorMap): number =>
    tf.tidy(() => {
      const squares = Object.values(grads).map((g) => tf.sum(tf.square(g)));
      return Math.sqrt(tf.addN(squares).dataSync()[0]);
    });

  const step = (batch: Batch, update: Update): BatchSums => {
    const learned = update.learnNoise && model.noise ? [...layers, model.noise] : layers;
    const { grads, sums } = differentiate(batch, update.klWeight, learned);
    const gradientNorm = normOf(grads);
    const finite = [gradientNorm, sums.reconstruction, sums.kl].every(Number.isFinite);
    if (finite && optimizer) {
      const { clip, learningRate } = update;
      const shorten = gradientNorm > clip ? clip / gradientNorm : 1;
      tf.tidy(() => {
        const given = Object.entries(grads).map(([name, g]) => ({ name, tensor: shorten === 1 ? g : tf.mul(g, shorten) }));
        (optimizer as unknown as { learningRate: number }).learningRate = learningRate;
        optimizer?.applyGradients(given);
        if (update.learnNoise) model.noise?.assign(tf.clipByValue(model.noise, noiseRange.from, noiseRange.to));
      });
    }
    tf.dispose(grads);
    return { ...sums, gradientNorm: finite ? gradientNorm : Number.NaN };
  };

  load(start);
  return {
    name: 'tensorflow',
    network,
    parameters: () => parametersOf(model),
    load,
    step,
    gradient: (batch, klWeight, gradient) => {
      const { grads, sums } = differentiate(batch, klWeight, model.noise ? [...layers, model.noise] : layers);
      for (const { variable, at } of model.weights) gradient.set(grads[variable.name].dataSync(), at);
      if (model.noise) gradient.set(grads[model.noise.name].dataSync(), model.layout.noise);
      const gradientNorm = normOf(grads);
      tf.dispose(grads);
      return { ...sums, gradientNorm };
    },
    close: () => {
      if (closed) return;
      closed = true;
      optimizer?.dispose();
      model.encoder.dispose();
      model.decoder.dispose();
      model.noise?.dispose();
    },
  };
}

function lossOf(
  tensorflow: TensorFlow,
  { encoder, decoder, noise, layout }: Model,
  network: Network,
  table: LatentTable,
  runs: ReturnType<typeof runsOf>,
  { rows, noise: drawn }: Batch,
): Loss {
  const { tf } = tensorflow;
  const { latent, inputs } = network;
  const m = rows.length;
  const x = new Float32Array(m * inputs);
  for (let k = 0; k < m; k++) x.set(table.inputs.subarray(rows[k] * inputs, (rows[k] + 1) * inputs), k * inputs);
  const posterior = apply(encoder, tf.tensor2d(x, [m, layout.encoder[0].inputs]));
  const mean = tf.slice2d(posterior, [0, 0], [m, latent]);
  const logVariance = tf.clipByValue(tf.slice2d(posterior, [0, latent], [m, latent]), posteriorRange.from, posteriorRange.to);
  const noises = tf.tensor2d(drawn.slice(0, m * latent), [m, latent]);
  const codes = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noises)) as Tensor2D;
  const y = apply(decoder, codes);
  const spread = tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), 1), logVariance);
  const parts = cellsOf(tensorflow, runs, network.heads.length, table.targets, table.mask, rows).map((cells) =>
    logDensity(tensorflow, cells, y, noise as Tensor1D | null),
  );
  return { reconstruction: tf.addN(parts as Tensor[]) as Scalar, kl: tf.mul(0.5, tf.sum(spread)) as Scalar };
}

function constantsOf({ constants }: LatentTable, rows: Int32Array): number {
  let sum = 0;
  if (constants) for (const row of rows) sum += constants[row];
  return sum;
}
