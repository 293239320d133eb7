import { type FamilyCode, type FitOptions, families, type GaussianMixture, inOneColumn } from '../model/mixture.ts';

/** What of a candidate says whether another program has its model. */
export interface ScriptCase {
  readonly options: Pick<FitOptions, 'columns' | 'weights' | 'proportions' | 'prior'>;
  readonly family: FamilyCode;
  readonly k: number;
  readonly mixture: Pick<GaussianMixture, 'noise'>;
  /** Rows used that miss a cell. */
  readonly incomplete: number;
  /** EM stopped before its limit, or ended in a degenerate solution: another program would go on from there. */
  readonly unsettled: boolean;
}

/** In one column all families are one of two. */
export const familyInScripts = (family: FamilyCode, columns: number): FamilyCode =>
  columns > 1 ? family : inOneColumn(family) === 'E' ? 'EEE' : 'VVV';

/** Whether another program can run EM on the same model, or can only score rows by its parameters; why, in words. */
export type Plan = { readonly kind: 'refit' } | { readonly kind: 'score'; readonly reasons: readonly string[] };

function common({ incomplete, options, unsettled }: ScriptCase, program: string): string[] {
  return [
    ...(incomplete > 0 ? [`${program} cannot fit rows with missing cells: rows are scored by the cells that they have`] : []),
    ...(options.weights !== null ? [`${program} knows no row weights in this sense`] : []),
    ...(unsettled ? ['EM had not settled in a sound optimum, and would move on'] : []),
  ];
}

/** scikit-learn's covariance_type of the family; null where it has none. */
export const scikitType = ({ family }: ScriptCase): string | null => families.find(({ code }) => code === family)?.scikit ?? null;

export function scikitPlan(subject: ScriptCase): Plan {
  const { options, mixture, family, k } = subject;
  const reasons = [
    ...(scikitType(subject) === null ? [`scikit-learn has no covariance_type for the family ${family}`] : []),
    ...common(subject, 'scikit-learn'),
    ...(mixture.noise ? ['scikit-learn has no noise component'] : []),
    ...(options.proportions === 'equal' && k > 1 ? ['scikit-learn cannot hold the mixing weights equal'] : []),
    ...(options.prior ? ['scikit-learn knows no conjugate prior in EM'] : []),
  ];
  return reasons.length === 0 ? { kind: 'refit' } : { kind: 'score', reasons };
}

/** Families for which mclust has the conjugate prior (defaultPrior). */
const withPrior = new Set(['EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI', 'EEE', 'EEV', 'VEV', 'VVV']);

/** me() of these ends at no maximum of its posterior in mclust 6.0.0 (see priorCount in engine/mixture/family/prior.ts). */
const offTheMode = new Set(['EII', 'EEI']);

/** With equalPro, me() of these lost its way from the optimum itself in mclust 6.0.0. */
const wrongWhenEqual = new Set(['VVI', 'VEE', 'EVE', 'VVE', 'EVV']);

export function mclustPlan(subject: ScriptCase): Plan {
  const { options, family, k } = subject;
  const reasons = [
    ...common(subject, 'mclust'),
    ...(options.prior && !withPrior.has(family) ? [`mclust has no conjugate prior for the family ${family}`] : []),
    ...(options.prior && offTheMode.has(family)
      ? [`mclust 6.0 errs in the conjugate prior of the family ${family}, and would end beside the posterior's mode`]
      : []),
    ...(options.proportions === 'equal' && k > 1 && wrongWhenEqual.has(family)
      ? [`mclust 6.0 errs when it holds the mixing weights of the family ${family} equal`]
      : []),
  ];
  return reasons.length === 0 ? { kind: 'refit' } : { kind: 'score', reasons };
}
