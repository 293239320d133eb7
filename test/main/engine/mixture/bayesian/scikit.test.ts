import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Structure } from '../../../../../src/main/engine/mixture/bayesian/model.ts';
import { expectedMixture } from '../../../../../src/main/engine/mixture/bayesian/summary.ts';
import type { Rows } from '../../../../../src/main/engine/rows.ts';
import { weightsPriors } from '../../../../../src/shared/model/variational.ts';
import { faithful, iris, listOf } from '../../support.ts';
import { clusters, fittedTo, modelOf, structures } from './fitted.ts';

const python = '/usr/bin/python3';
const there = spawnSync(python, ['-c', 'import sklearn.mixture, scipy.special']).status === 0;
const types: Readonly<Record<Structure, string>> = { full: 'full', tied: 'tied', diagonal: 'diag', spherical: 'spherical' };

interface Answer {
  readonly weights: number[];
  readonly means: number[][];
  readonly degrees: number[];
}

/** scikit-learn's fits from the same labels, in one process. */
function scikit(cases: readonly object[]): Answer[] {
  const ran = spawnSync(python, [new URL('bayesian-scikit.py', import.meta.url).pathname], {
    input: JSON.stringify(cases),
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  if (ran.status !== 0) throw new Error(String(ran.stderr));
  return JSON.parse(String(ran.stdout));
}

const oneColumn: Rows = { ...faithful, d: 1, data: faithful.data.slice(0, 272) };
const datasets: readonly (readonly [string, Rows, number])[] = [
  ['Old Faithful', faithful, 4],
  ['iris', iris, 3],
  ['one column', oneColumn, 3],
];
const cases = datasets.flatMap(([name, rows, k]) =>
  structures.flatMap((structure) =>
    weightsPriors.flatMap((prior) =>
      [0.1, 5].map((concentration) => ({
        name,
        rows,
        k,
        structure,
        prior,
        concentration,
        meanPrecision: 0.5,
        degrees: rows.d + 1.5,
      })),
    ),
  ),
);
// For gamma-distributed precisions in several columns scikit-learn's own expectation is not that of its posterior.
const exactOf = ({ rows, structure }: (typeof cases)[number]) => rows.d > 1 && (structure === 'diagonal' || structure === 'spherical'); // biome-ignore format: one rule

describe.skipIf(!there)('scikit-learn’s BayesianGaussianMixture, same prior and same start', () => {
  const answers = there
    ? scikit(
        cases.map((one) => ({
          rows: listOf(one.rows),
          labels: Array.from(clusters(one.rows, one.k)),
          type: types[one.structure],
          prior: `dirichlet_${one.prior}`,
          k: one.k,
          concentration: one.concentration,
          meanPrecision: one.meanPrecision,
          degrees: one.degrees,
          exact: exactOf(one),
          iterations: 800,
        })),
      )
    : [];

  test.each(cases.map((one, at) => ({ ...one, at })))(
    '$name, $structure, Dirichlet $prior, concentration $concentration: weights and means to 1e-6',
    ({ rows, k, structure, prior: weights, concentration, meanPrecision, degrees, at }) => {
      const model = modelOf(rows, k, structure, { weights, concentration, meanPrecision, degrees });
      const { held, converged } = fittedTo(rows, model, clusters(rows, k), 'plain', 1e-14);
      expect(converged).toBe(true);
      const mixture = expectedMixture(model, held.posterior);
      answers[at].weights.forEach((weight, c) => {
        expect(Math.abs(mixture.weights[c] - weight)).toBeLessThan(1e-6);
      });
      answers[at].means.flat().forEach((mean, i) => {
        expect(Math.abs(mixture.means[i] - mean)).toBeLessThan(1e-6 * Math.max(1, Math.abs(mean)));
      });
    },
  );
});
