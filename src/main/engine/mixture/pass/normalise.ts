import { blockRows } from './block.ts';
import type { RowOutputs } from './pass.ts';
import type { Statistics } from './statistics.ts';

/** A responsibility below e⁻⁶⁰ of the largest (9e-27) cannot change a sum in 53 bits: it counts as 0 and costs no exp. */
const negligible = -60;

/** The densities of one block of rows under K components and perhaps a noise component, which has the place after the K. */
export interface Block {
  readonly k: number;
  /** (K + 1) × 128: log densities, then responsibilities, of row b under component c at c·128 + b. */
  readonly logs: Float64Array;
  readonly largest: Float64Array;
  /** Component of the largest; K for noise. */
  readonly argument: Int32Array;
  /** Σ e^(log − largest) over the components that are not the largest. */
  readonly others: Float64Array;
  readonly work: Float64Array;
}

export function createBlock(k: number): Block {
  return {
    k,
    logs: new Float64Array((k + 1) * blockRows),
    largest: new Float64Array(blockRows),
    argument: new Int32Array(blockRows),
    others: new Float64Array(blockRows),
    work: new Float64Array(blockRows),
  };
}

/** Turns the log densities of m rows into responsibilities by log-sum-exp. `noise` is the noise's log density, weight included. */
export function normalise({ k, logs, largest, argument, others, work }: Block, m: number, noise: number | null): void {
  const count = noise === null ? k : k + 1;
  if (noise !== null) logs.fill(noise, k * blockRows, k * blockRows + m);
  for (let b = 0; b < m; b++) {
    // A row beyond the range of squares has no number here; it counts as infinitely far.
    largest[b] = Number.isNaN(logs[b]) ? Number.NEGATIVE_INFINITY : logs[b];
    argument[b] = 0;
  }
  for (let c = 1; c < count; c++) {
    const at = c * blockRows;
    for (let b = 0; b < m; b++) {
      if (logs[at + b] > largest[b]) {
        largest[b] = logs[at + b];
        argument[b] = c;
      }
    }
  }
  others.fill(0, 0, m);
  for (let c = 0; c < count; c++) {
    const at = c * blockRows;
    for (let b = 0; b < m; b++) {
      const below = logs[at + b] - largest[b];
      if (argument[b] === c) logs[at + b] = 1;
      else if (below > negligible) others[b] += logs[at + b] = Math.exp(below);
      else logs[at + b] = 0;
    }
  }
  for (let b = 0; b < m; b++) work[b] = 1 / (1 + others[b]);
  for (let c = 0; c < count; c++) {
    const at = c * blockRows;
    for (let b = 0; b < m; b++) logs[at + b] *= work[b];
  }
}

/** Writes what is wanted of the m normalised rows, the first of which is row `from`, or row order[from] and so on. */
export function writeRows(
  block: Block,
  m: number,
  noise: boolean,
  from: number,
  order: Int32Array | null,
  out: RowOutputs,
): void {
  const { k, logs, largest, argument, others } = block;
  const { labels, uncertainty, logDensity, responsibilities } = out;
  for (let b = 0; b < m; b++) {
    const row = order ? order[from + b] : from + b;
    if (labels) labels[row] = argument[b] === k ? 0 : argument[b] + 1;
    if (uncertainty) uncertainty[row] = others[b] / (1 + others[b]);
    if (logDensity) logDensity[row] = largest[b] + Math.log1p(others[b]);
    if (responsibilities) for (let c = 0; c < k; c++) responsibilities[row * k + c] = logs[c * blockRows + b];
    if (out.noise) out.noise[row] = noise ? logs[k * blockRows + b] : 0;
  }
}

/**
 * Adds the m normalised rows to the totals, and makes their responsibilities those of the M-step: times the row's weight,
 * which is weights[from + b]. A row of weight 0 leaves no trace, not even where its density is 0.
 */
export function addTotals(
  { k, logs, largest, others }: Block,
  m: number,
  noise: boolean,
  weights: Float64Array | null,
  from: number,
  totals: Statistics['totals'],
): void {
  let likelihood = 0;
  let certainty = 0;
  for (let b = 0; b < m; b++) {
    const weight = weights === null ? 1 : weights[from + b];
    if (weight === 0) continue;
    const log = Math.log1p(others[b]);
    likelihood += weight * (largest[b] + log);
    certainty -= weight * log;
  }
  totals.logLikelihood += likelihood;
  totals.logLargest += certainty;
  if (weights !== null) {
    for (let c = 0; c <= k; c++) for (let b = 0; b < m; b++) logs[c * blockRows + b] *= weights[from + b];
  }
  if (noise) for (let b = 0; b < m; b++) totals.noise += logs[k * blockRows + b];
}
