import type { RowResults } from '../../src/shared/contract.ts';
import type { Candidate, CandidateDetail, FamilyCode } from '../../src/shared/model/mixture.ts';

/** A plain EM with full covariances, just good enough to have something to draw without the application. */
export function fakeCandidate(
  rows: readonly (readonly number[])[],
  k: number,
  family: FamilyCode,
): CandidateDetail & { results: RowResults } {
  const n = rows.length;
  const d = rows[0]!.length;
  const sorted = rows.map((_, i) => i).sort((a, b) => rows[a]!.at(-1)! - rows[b]!.at(-1)!);
  const r = rows.map(() => new Array<number>(k).fill(0));
  sorted.forEach((row, rank) => {
    r[row]![Math.min(k - 1, Math.floor((rank * k) / n))] = 1;
  });
  const trace: number[] = [];
  const density = new Float64Array(n);
  let weights: number[] = [];
  let means: number[][] = [];
  let covariances: number[][][] = [];
  for (let iteration = 0; iteration < 60; iteration++) {
    weights = Array.from({ length: k }, (_, c) => r.reduce((sum, one) => sum + one[c]!, 0) / n);
    const mean = (c: number, value: (row: readonly number[]) => number) =>
      rows.reduce((sum, row, i) => sum + r[i]![c]! * value(row), 0) / (weights[c]! * n);
    means = weights.map((_, c) => Array.from({ length: d }, (_, j) => mean(c, (row) => row[j]!)));
    covariances = weights.map((_, c) =>
      Array.from({ length: d }, (_, a) =>
        Array.from({ length: d }, (_, b) => {
          if (a !== b && (family === 'VVI' || family === 'VII')) return 0;
          return mean(c, (row) => (row[a]! - means[c]![a]!) * (row[b]! - means[c]![b]!)) + (a === b ? 1e-4 : 0);
        }),
      ),
    );
    const logs = covariances.map((covariance, c) => logNormal(means[c]!, covariance));
    let total = 0;
    rows.forEach((row, i) => {
      const each = logs.map((log, c) => Math.log(weights[c]!) + log(row));
      const top = Math.max(...each);
      const sum = top + Math.log(each.reduce((s, one) => s + Math.exp(one - top), 0));
      density[i] = sum;
      total += sum;
      each.forEach((one, c) => {
        r[i]![c] = Math.exp(one - sum);
      });
    });
    trace.push(total);
  }
  const parameters =
    k - 1 + k * d + (family === 'EEE' ? 1 : k) * (family === 'VII' ? 1 : family === 'VVI' ? d : (d * (d + 1)) / 2);
  const logLikelihood = trace.at(-1)!;
  const labels = Int32Array.from(r, (one) => one.indexOf(Math.max(...one)) + 1);
  const entropy = -r.flat().reduce((sum, one) => sum + (one > 0 ? one * Math.log(one) : 0), 0);
  const bic = -2 * logLikelihood + parameters * Math.log(n);
  const candidate: Candidate = {
    k,
    family,
    logLikelihood,
    parameters,
    bic,
    aic: -2 * logLikelihood + 2 * parameters,
    icl: bic + 2 * entropy,
    iterations: trace.length,
    converged: k < 8,
    degenerate: false,
    starts: 10,
    startsAtBest: Math.max(1, 11 - k),
    failure: null,
    seconds: 0.1,
  };
  return {
    candidate,
    mixture: { weights, means, covariances },
    sizes: weights.map((_, c) => labels.filter((label) => label === c + 1).length),
    trace,
    remaining: 1e-7,
    ledger: Array.from({ length: 10 }, (_, start) => ({
      start,
      method: start < 5 ? 'k-means++' : 'random',
      logLikelihood: start < candidate.startsAtBest ? logLikelihood : logLikelihood - 4 * start,
      iterations: 30 + start,
      converged: true,
      degenerate: null,
      optimum: start < candidate.startsAtBest ? 0 : start,
    })),
    others: [{ start: 9, parameters: '' }],
    results: {
      k,
      labels,
      uncertainty: Float64Array.from(r, (one) => 1 - Math.max(...one)),
      logDensity: density,
      responsibilities: Float32Array.from(r.flat()),
    },
  };
}

function logNormal(mean: readonly number[], covariance: readonly (readonly number[])[]): (row: readonly number[]) => number {
  const d = mean.length;
  const l = covariance.map((row) => [...row]);
  let logDeterminant = 0;
  for (let j = 0; j < d; j++) {
    for (let m = 0; m < j; m++) for (let i = j; i < d; i++) l[i]![j]! -= l[i]![m]! * l[j]![m]!;
    const root = Math.sqrt(Math.max(l[j]![j]!, 1e-12));
    for (let i = j; i < d; i++) l[i]![j]! /= root;
    logDeterminant += 2 * Math.log(root);
  }
  return (row) => {
    const z: number[] = [];
    for (let i = 0; i < d; i++) {
      let value = row[i]! - mean[i]!;
      for (let m = 0; m < i; m++) value -= l[i]![m]! * z[m]!;
      z.push(value / l[i]![i]!);
    }
    return -0.5 * (d * Math.log(2 * Math.PI) + logDeterminant + z.reduce((sum, one) => sum + one * one, 0));
  };
}
