import { acceleratedEm } from '../mixture/accelerate.ts';
import type { Gait } from '../mixture/attempt.ts';
import { columnWords, whyDegenerate } from '../mixture/degenerate.ts';
import { type EmOptions, type EmResult, em } from '../mixture/em.ts';
import type { Family, Floor } from '../mixture/family/family.ts';
import { maximise } from '../mixture/m-step.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { createParameters, type Parameters } from '../mixture/parameters.ts';
import { logConstant, type Shape, toComponents } from '../mixture/pass/components.ts';
import { createPass } from '../mixture/pass/create.ts';
import { passOver } from '../mixture/pass/pass.ts';
import { createStatistics } from '../mixture/pass/statistics.ts';
import type { Rows } from '../rows.ts';

/** EM from a given mixture. The components keep their places. */
export interface Refit {
  readonly mixture: Mixture;
  /** Nats; with a prior, the log posterior. */
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** Why it must not count, in words, or null. */
  readonly degenerate: string | null;
  readonly result: EmResult;
}

/** Why a refit is of no use, or null. */
export const isUsable = (refit: Refit | null): refit is Refit =>
  refit?.degenerate === null && Number.isFinite(refit.logLikelihood);

/** A mixture as EM wants it, with factors of the family's shape. */
export function parametersOf(mixture: Mixture, shape: Shape): Parameters {
  const { k, d } = mixture;
  const made = toComponents(mixture);
  const parameters = createParameters(k, d, shape, mixture.noise ?? null);
  parameters.weights.set(mixture.weights);
  parameters.means.set(mixture.means);
  parameters.covariances.set(mixture.covariances);
  for (let c = 0; c < k; c++) {
    parameters.components.constants[c] = made.constants[c];
    parameters.logDetFactors[c] = made.constants[c] - logConstant(mixture.weights[c], d, 0);
    for (let i = 0; i < d; i++) {
      if (shape === 'diagonal') {
        const at = (c * d + i) * d + i;
        parameters.components.factors[c * d + i] = made.shape === 'diagonal' ? made.factors[c * d + i] : made.factors[at];
      } else if (made.shape === 'diagonal') parameters.components.factors[(c * d + i) * d + i] = made.factors[c * d + i];
      else for (let j = 0; j <= i; j++) parameters.components.factors[(c * d + i) * d + j] = made.factors[(c * d + i) * d + j];
    }
  }
  return parameters;
}

/**
 * EM on `rows` from `first`, which need not obey the family: an E-step and an M-step come before the climb, so that the
 * log-likelihood climbs within the family. Yields an estimate of the share done. Null when numbers left their range.
 */
export function* refit(
  rows: Rows,
  first: Mixture,
  family: Family,
  floor: Floor,
  options: EmOptions,
  gait: Gait = 'accelerated',
): Generator<number, Refit | null> {
  const { k, d } = first;
  try {
    const old = parametersOf(first, family.shape);
    const pass = createPass(rows, k, family.shape);
    const statistics = createStatistics(k, d, family.shape);
    for (const _ of passOver(pass, rows.n, old.components, statistics, null)) yield 0;
    const start = createParameters(k, d, family.shape, old.noise);
    maximise(statistics, family, floor, old, start);
    const run = gait === 'plain' ? em : acceleratedEm;
    const climb = run(pass, rows.n, family, floor, start, options);
    for (;;) {
      const step = climb.next();
      if (step.done) return told(step.value, family, floor);
      yield step.value.iteration / (step.value.iteration + 40);
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function told(result: EmResult, family: Family, floor: Floor): Refit | null {
  const { parameters, counts, logLikelihood, converged } = result;
  if (!Number.isFinite(logLikelihood)) return null;
  const { k, d, weights, means, covariances, noise } = parameters;
  const degenerate = whyDegenerate(family, parameters, counts, floor, columnWords(undefined));
  return { mixture: { k, d, weights, means, covariances, noise }, logLikelihood, converged, degenerate, result };
}
