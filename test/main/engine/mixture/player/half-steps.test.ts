import { describe, expect, test } from 'vitest';
import { em } from '../../../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../../../src/main/engine/mixture/family/table.ts';
import type { Mixture } from '../../../../../src/main/engine/mixture/mixture.ts';
import { createPlainPass } from '../../../../../src/main/engine/mixture/pass/plain.ts';
import { type HalfStep, halfSteps } from '../../../../../src/main/engine/mixture/player/half-steps.ts';
import { type Start, startOf } from '../../../../../src/main/engine/mixture/player/start.ts';
import { posterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes } from '../../../../../src/shared/model/mixture.ts';
import { faithful, finish, iris } from '../../support.ts';

function begin(rows: Rows, code: FamilyCode, k: number, start: Start, seed = 1) {
  const family = familyOf(code);
  const moments = finish(columnMoments(rows));
  const floor = { share: 1e-6, variances: moments.variances };
  return { family, floor, first: startOf(rows, start, { k, family, floor, moments, seed }) };
}

function run(rows: Rows, code: FamilyCode, k: number, start: Start, limit = 60, seed = 1) {
  const { family, floor, first } = begin(rows, code, k, start, seed);
  const steps: HalfStep[] = [];
  const all = halfSteps(createPlainPass(rows, k, family.shape), rows, family, floor, first, { limit, tolerance: 1e-9 * rows.n });
  for (;;) {
    const { done, value } = all.next();
    if (done) return { steps, converged: value };
    steps.push(value);
  }
}

/** One component's log density at each row, from the definition. */
function logNormals(rows: Rows, { k, d, means, covariances }: Mixture): Float64Array[] {
  return Array.from({ length: k }, (_, c) => {
    const one = {
      k: 1,
      d,
      weights: new Float64Array([1]),
      means: means.slice(c * d, c * d + d),
      covariances: covariances.slice(c * d * d, (c + 1) * d * d),
    };
    return finish(posterior(rows, one)).logDensity;
  });
}

/** Σ r (log π + log N − log r) with responsibilities in double precision. */
function boundByDefinition(rows: Rows, mixture: Mixture, held: Mixture | null): number {
  const logs = logNormals(rows, mixture);
  const heldLogs = held && logNormals(rows, held);
  const heldDensity = held && finish(posterior(rows, held)).logDensity;
  let total = 0;
  for (let i = 0; i < rows.n; i++) {
    for (let c = 0; c < mixture.k; c++) {
      const logR =
        held && heldLogs && heldDensity
          ? Math.log(held.weights[c]) + heldLogs[c][i] - heldDensity[i]
          : Math.log(mixture.weights[c]);
      const r = Math.exp(logR);
      if (r > 0) total += r * (Math.log(mixture.weights[c]) + logs[c][i] - logR);
    }
  }
  return total;
}

const cases = familyCodes.flatMap((code) => [[code, 'faithful', faithful, 3] as const, [code, 'iris', iris, 4] as const]);

describe.each(cases)('EM with %s on %s, half-step by half-step', (code, _, rows, k) => {
  const { steps } = run(rows, code, k, { kind: 'random' });

  test('is start, E, M, E, M … E, with an iteration for each M-step', () => {
    expect(steps.slice(0, 4).map(({ kind, iteration }) => `${kind}${iteration}`)).toEqual(['start0', 'E0', 'M1', 'E1']);
    expect(steps.at(-1)?.kind).toBe('E');
  });

  test('never lets the bound nor the log-likelihood fall', () => {
    const slack = 1e-9 * Math.abs(steps[0].logLikelihood);
    for (let s = 1; s < steps.length; s++) {
      expect(steps[s].bound).toBeGreaterThanOrEqual(steps[s - 1].bound - slack);
      expect(steps[s].logLikelihood).toBeGreaterThanOrEqual(steps[s - 1].logLikelihood - slack);
      expect(steps[s].bound).toBeLessThanOrEqual(steps[s].logLikelihood + slack);
    }
  });

  test('has the bound that its definition gives: the log-likelihood after an E-step, below it after an M-step', () => {
    for (let s = 0; s < Math.min(7, steps.length); s++) {
      const { kind, mixture, bound, logLikelihood } = steps[s];
      const held = kind === 'start' ? null : kind === 'E' ? mixture : steps[s - 1].mixture;
      const slack = 1e-9 * Math.abs(bound);
      expect(Math.abs(boundByDefinition(rows, mixture, held) - bound)).toBeLessThan(slack);
      if (kind === 'E') expect(bound).toBe(logLikelihood);
      if (kind === 'start') expect(bound).toBeLessThan(logLikelihood);
    }
  });
});

test('goes the way that EM goes', () => {
  const { steps } = run(faithful, 'VVV', 3, { kind: 'k-means++' });
  const { family, floor, first } = begin(faithful, 'VVV', 3, { kind: 'k-means++' });
  const { trace } = finish(
    em(createPlainPass(faithful, 3, 'full'), 272, family, floor, first, { tolerance: 0, gain: 0, maxIterations: 20 }),
  );
  const seen = steps.filter(({ kind }) => kind === 'E').map(({ logLikelihood }) => logLikelihood);
  expect(seen.slice(0, 21)).toEqual(trace.slice(0, 21));
});

test('says whether it reached the end', () => {
  expect(run(faithful, 'VVV', 2, { kind: 'k-means++' }, 200).converged).toBe(true);
  expect(run(faithful, 'VVV', 2, { kind: 'k-means++' }, 3)).toMatchObject({ converged: false, steps: { length: 8 } });
});

test('keeps one mixture through an E-step, and never changes one that was told', () => {
  const { steps } = run(faithful, 'VVI', 2, { kind: 'random' }, 5);
  expect(steps[1].mixture).toBe(steps[0].mixture);
  expect(steps[3].mixture).toBe(steps[2].mixture);
  expect(steps[2].mixture.means).not.toEqual(steps[0].mixture.means);
});
