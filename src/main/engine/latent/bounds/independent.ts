import type { IndependentComparison } from '../../../../shared/model/latent.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { cellLogDensity } from '../plain/heads.ts';
import { paired, type Scored } from './paired.ts';

/** Least variance and share: a column that is constant among the rows fitted to has a finite likelihood all the same. */
const leastVariance = 1e-4;
const smoothing = 0.5;

/**
 * log p(x) of each row with every column by itself, each at its maximum likelihood on the rows fitted to (shares with
 * half a count added): what is known without any code. Nats, in the units trained in.
 */
export function independentLogDensity(network: Network, table: LatentTable, fitted: Int32Array, rows: Int32Array): Float64Array {
  const d = network.heads.length;
  const present = (row: number, j: number) => !table.mask || table.mask[row * d + j] === 1;
  const models = network.heads.map((head, j) => {
    const cells = [...fitted].filter((row) => present(row, j)).map((row) => table.targets[row * d + j]);
    const mean = cells.reduce((sum, x) => sum + x, 0) / Math.max(1, cells.length);
    const at = { ...head, at: 0 };
    if (head.kind === 'gaussian') {
      const variance = cells.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, cells.length);
      return { head: at, y: Float64Array.of(mean), logVariance: Math.log(Math.max(leastVariance, variance)) };
    }
    if (head.kind === 'poisson') return { head: at, y: Float64Array.of(Math.log(Math.max(mean, 1e-3))), logVariance: 0 };
    if (head.kind === 'bernoulli') {
      const share = (mean * cells.length + smoothing) / (cells.length + 2 * smoothing);
      return { head: at, y: Float64Array.of(Math.log(share / (1 - share))), logVariance: 0 };
    }
    const counts = new Float64Array(head.width).fill(smoothing);
    for (const level of cells) counts[level]++;
    return { head: at, y: counts.map(Math.log), logVariance: 0 };
  });
  return Float64Array.from(rows, (row) => {
    let sum = table.constants ? table.constants[row] : 0;
    models.forEach(({ head, y, logVariance }, j) => {
      if (present(row, j)) sum += cellLogDensity(head, y, 0, table.targets[row * d + j], logVariance);
    });
    return sum;
  });
}

/** What the code adds on held-out rows to knowing each column by itself; null for fewer than two rows. */
export function compareWithIndependent(
  network: Network,
  table: LatentTable,
  train: Int32Array,
  scored: Scored,
): IndependentComparison | null {
  if (scored.rows.length < 2) return null;
  return paired(scored.values, independentLogDensity(network, table, train, scored.rows));
}
