import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { type Head, largestLogRate, type Network } from '../engine/latent/network/network.ts';
import type { TensorFlow } from './load.ts';

/** Columns side by side of one kind; a categorical column is a run of its own. */
export interface Run {
  readonly kind: Head['kind'];
  /** Index of its first column, and how many there are. */
  readonly column: number;
  readonly columns: number;
  readonly output: number;
  readonly outputs: number;
  /** Index of its first noise parameter; −1: none. */
  readonly noise: number;
}

export function runsOf({ heads }: Network): readonly Run[] {
  const runs: Run[] = [];
  heads.forEach(({ kind, at, width, noise }, column) => {
    const last = runs.at(-1);
    const joins = last !== undefined && last.kind === kind && kind !== 'categorical';
    if (joins) runs[runs.length - 1] = { ...last, columns: last.columns + 1, outputs: last.outputs + width };
    else runs.push({ kind, column, columns: 1, output: at, outputs: width, noise });
  });
  return runs;
}

/** One run's cells of a batch. */
export interface RunCells {
  readonly run: Run;
  /** rows × columns; one-hot levels, rows × outputs, of a categorical one. */
  readonly targets: Tensor2D;
  /** rows × columns: 1 = there; null: all are. */
  readonly mask: Tensor2D | null;
}

/** Σ log density of a run's cells, of the decoder's outputs y (rows × all outputs), as plain/heads.ts defines it. */
export function logDensity({ tf }: TensorFlow, { run, targets, mask }: RunCells, y: Tensor2D, noise: Tensor1D | null): Scalar {
  const rows = y.shape[0];
  const own = tf.slice2d(y, [0, run.output], [rows, run.outputs]);
  const cells = densities();
  return tf.sum(mask ? tf.mul(cells, mask) : cells);

  function densities(): Tensor2D {
    switch (run.kind) {
      case 'gaussian': {
        if (noise === null) throw new Error('A Gaussian column without a noise parameter.');
        const s = noise.shape[0] === 1 ? noise : tf.slice1d(noise, run.noise, run.columns);
        const e2 = tf.square(tf.sub(targets, own));
        return tf.mul(-0.5, tf.add(tf.add(Math.log(2 * Math.PI), s), tf.mul(e2, tf.exp(tf.neg(s)))));
      }
      case 'bernoulli':
        return tf.sub(tf.mul(targets, own), tf.softplus(own));
      case 'categorical': {
        const top = tf.max(own, 1, true);
        const below = tf.sub(own, top);
        const total = tf.log(tf.sum(tf.exp(below), 1, true));
        return tf.sub(tf.sum(tf.mul(targets, below), 1, true), total);
      }
      case 'poisson': {
        const rate = tf.minimum(own, largestLogRate);
        return tf.sub(tf.mul(targets, rate), tf.exp(rate));
      }
    }
  }
}

/** Cells of rows of a table, run by run. */
export function cellsOf(
  { tf }: TensorFlow,
  runs: readonly Run[],
  columns: number,
  targets: Float32Array,
  mask: Float32Array | null,
  rows: Int32Array,
): readonly RunCells[] {
  const m = rows.length;
  return runs.map((run) => {
    const gather = (from: Float32Array) => {
      const to = new Float32Array(m * run.columns);
      for (let k = 0; k < m; k++)
        for (let j = 0; j < run.columns; j++) to[k * run.columns + j] = from[rows[k] * columns + run.column + j];
      return to;
    };
    const values = gather(targets);
    const hot = new Float32Array(run.kind === 'categorical' ? m * run.outputs : 0);
    if (run.kind === 'categorical') for (let k = 0; k < m; k++) hot[k * run.outputs + values[k]] = 1;
    return {
      run,
      targets: run.kind === 'categorical' ? tf.tensor2d(hot, [m, run.outputs]) : tf.tensor2d(values, [m, run.columns]),
      mask: mask && tf.tensor2d(gather(mask), [m, run.columns]),
    };
  });
}
