import type { Components } from '../pass/components.ts';
import type { Statistics } from '../pass/statistics.ts';
import { expectedComplete } from '../player/bound.ts';
import { type Divergences, divergences } from './divergence.ts';
import { expectedComponents, expectedLogWeights, scaleFactors } from './expected.ts';
import type { Model, Posterior } from './model.ts';

/**
 * The evidence lower bound, taken apart; nats. `elbo` = reconstruction − assignments − weights − means − precisions ≤ log p(X).
 * reconstruction: E_q log p(X | z, μ, Λ). assignments: Σ_i E_q KL(q(z_i) ‖ p(z_i | π)), and with missing cells less the entropy of
 * q(x_missing | z), which reconstruction lacks. The others: what q(π), q(μ | Λ) and q(Λ) cost against the prior.
 */
export interface ElboTerms extends Divergences {
  readonly elbo: number;
  readonly reconstruction: number;
  readonly assignments: number;
}

/** A posterior with what a pass and the bound need of it, made once. */
export interface Held {
  readonly posterior: Posterior;
  readonly components: Components;
  readonly costs: Divergences;
  readonly logWeights: Float64Array;
}

export function hold(model: Model, posterior: Posterior): Held {
  const factors = scaleFactors(model, posterior);
  return {
    posterior,
    components: expectedComponents(model, posterior, factors),
    costs: divergences(model, posterior, factors),
    logWeights: expectedLogWeights(model, posterior),
  };
}

/**
 * The bound after an E-step: with log ρ_ik the components' log densities and r = ρ / Σ ρ, E log p(X, z | ·) − E log q(z) is
 * Σ_i log Σ_k ρ_ik, the pass's log-likelihood; the divergences are what is left of the bound. Complete to the constant.
 */
export const boundAfterE = ({ costs }: Held, statistics: Statistics): number =>
  statistics.totals.logLikelihood - costs.weights - costs.means - costs.precisions;

/** The same, term by term. The statistics are those of the E-step with `held`. */
export function termsAfterE(held: Held, statistics: Statistics): ElboTerms {
  const complete = expectedComplete(statistics, held.components);
  return terms(held, statistics, complete, statistics.totals.logLikelihood - complete);
}

/**
 * The bound after an M-step: responsibilities, and with them their entropy, are those of the E-step before (`old`), whose
 * statistics have been moved to the means of `held`.
 */
export function termsAfterM(old: Held, before: Statistics, held: Held, moved: Statistics): ElboTerms {
  const entropy = before.totals.logLikelihood - expectedComplete(before, old.components);
  return terms(held, moved, expectedComplete(moved, held.components), entropy);
}

function terms(held: Held, { counts }: Statistics, complete: number, entropy: number): ElboTerms {
  const { costs, logWeights } = held;
  let labels = 0;
  counts.forEach((count, c) => {
    if (count > 0) labels += count * logWeights[c];
  });
  return {
    elbo: complete + entropy - costs.weights - costs.means - costs.precisions,
    reconstruction: complete - labels,
    assignments: -entropy - labels,
    ...costs,
  };
}
