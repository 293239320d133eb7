import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { usualChoice } from '../mixture/bayesian/default-prior.ts';
import { structureOf } from '../mixture/bayesian/model.ts';
import { searchVariational, type VariationalResult } from '../mixture/bayesian/search.ts';
import type { Rows } from '../rows.ts';
import type { FoldStep, Outcome } from './fitted.ts';
import { cautionOf, densityOf, familiesIn } from './mixtures.ts';

export interface BayesianSettings {
  readonly components: number;
  readonly families: readonly FamilyCode[];
  readonly starts: number;
  readonly seed: number;
  readonly columns: readonly string[];
}

/**
 * The Bayesian mixture (Dirichlet process, default prior) with the highest ELBO among the shapes that have a conjugate prior,
 * and of it the posterior predictive density, a mixture of Student's t.
 */
export function* scoreBayesian(train: Rows, own: Rows, settings: BayesianSettings): Generator<FoldStep, Outcome> {
  const { components: k, starts, seed, columns } = settings;
  const known = familiesIn(train.d, settings.families).filter((family) => structureOf(family) !== null);
  const families: readonly FamilyCode[] = known.length > 0 ? known : ['VVV'];
  const results: VariationalResult[] = [];
  for (const [at, family] of families.entries()) {
    const search = searchVariational(train, { k, family, starts, seed, prior: usualChoice, startLabels: null, columns });
    for (;;) {
      const step = search.next();
      if (step.done) {
        results.push(step.value);
        break;
      }
      yield { share: (0.95 * (at + step.value.share)) / families.length, doing: family };
    }
  }
  const elbo = ({ found }: VariationalResult) => found?.elbo ?? Number.NEGATIVE_INFINITY;
  const [best] = results.filter(({ found, failure }) => found && failure === null).sort((a, b) => elbo(b) - elbo(a));
  if (!best?.found) return { failure: results.find(({ failure }) => failure)?.failure ?? 'No Bayesian mixture could be fitted.' };
  const { model, posterior, mixture, effectiveComponents: used } = best.found;
  const choice = `${best.family}, ${used} of ${k} components in use`;
  const caution = used === k && k > 1 ? `all ${k} components are in use: more may be better.` : null;
  return yield* densityOf(
    own,
    { ...mixture, variational: { model, posterior } },
    choice,
    null,
    cautionOf(mixture, train.n) ?? caution,
  );
}
