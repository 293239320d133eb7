import { blockRows } from './block.ts';
import type { Components } from './components.ts';

/** logs[c·128 + b] ← constant_c − ½ |F_c (x − m_c)|² for the m rows from `start`. The loops over rows are innermost. */
export function logDensitiesFull(
  data: Float64Array,
  n: number,
  start: number,
  m: number,
  { k, d, means, factors, constants }: Components,
  logs: Float64Array,
  centred: Float64Array,
  work: Float64Array,
): void {
  for (let c = 0; c < k; c++) {
    const at = c * blockRows;
    for (let j = 0; j < d; j++) {
      const mean = means[c * d + j];
      const from = j * n + start;
      const to = j * blockRows;
      for (let b = 0; b < m; b++) centred[to + b] = data[from + b] - mean;
    }
    logs.fill(0, at, at + m);
    for (let i = 0; i < d; i++) {
      const row = c * d * d + i * d;
      const first = factors[row];
      for (let b = 0; b < m; b++) work[b] = first * centred[b];
      for (let j = 1; j <= i; j++) {
        const factor = factors[row + j];
        const column = j * blockRows;
        for (let b = 0; b < m; b++) work[b] += factor * centred[column + b];
      }
      for (let b = 0; b < m; b++) logs[at + b] += work[b] * work[b];
    }
    const constant = constants[c];
    for (let b = 0; b < m; b++) logs[at + b] = constant - 0.5 * logs[at + b];
  }
}

export function logDensitiesDiagonal(
  data: Float64Array,
  n: number,
  start: number,
  m: number,
  { k, d, means, factors, constants }: Components,
  logs: Float64Array,
): void {
  for (let c = 0; c < k; c++) {
    const at = c * blockRows;
    logs.fill(0, at, at + m);
    for (let j = 0; j < d; j++) {
      const mean = means[c * d + j];
      const factor = factors[c * d + j];
      const from = j * n + start;
      for (let b = 0; b < m; b++) {
        const z = factor * (data[from + b] - mean);
        logs[at + b] += z * z;
      }
    }
    const constant = constants[c];
    for (let b = 0; b < m; b++) logs[at + b] = constant - 0.5 * logs[at + b];
  }
}
