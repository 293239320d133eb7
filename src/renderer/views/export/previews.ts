import type { CandidateDetail, Fit } from '../../../shared/model/mixture.ts';
import {
  familyInScripts,
  mclustPlan,
  type Plan,
  type ScriptCase,
  scikitPlan,
  scikitType,
} from '../../../shared/words/script-plan.ts';
import { figure } from '../../widgets/format.ts';

/** The model file as it begins, its numbers rounded. */
export function modelLines(fit: Fit, detail: CandidateDetail): readonly string[] {
  const { candidate, mixture } = detail;
  const { columns } = fit.options;
  const some = <T>(all: readonly T[], write: (one: T) => string, most = 4) =>
    `[${all.slice(0, most).map(write).join(', ')}${all.length > most ? ', …' : ''}]`;
  const numbers = (all: readonly number[]) => some(all, (one) => figure(one, 4).replace('−', '-').replaceAll(',', ''));
  return [
    '{ "format": "latent-lens-mixture",',
    `  "columns": ${some(columns, (name) => JSON.stringify(name))},`,
    `  "family": "${candidate.family}", "k": ${candidate.k},`,
    ...(mixture ? [`  "weights": ${numbers(mixture.weights)},`, `  "means": ${some(mixture.means, numbers, 2)},`] : []),
    '  "covariances": …',
  ];
}

const caseOf = (fit: Fit, { candidate, mixture }: CandidateDetail): ScriptCase => ({
  options: fit.options,
  family: familyInScripts(candidate.family, fit.options.columns.length),
  k: candidate.k,
  mixture: { noise: mixture?.noise ?? null },
  incomplete: fit.incomplete,
  unsettled: !candidate.converged || candidate.degenerate,
});

/** What a script will do with this candidate, in a sentence or two. */
export function scriptWords(language: 'python' | 'r', fit: Fit, detail: CandidateDetail): string {
  const own = caseOf(fit, detail);
  const plan: Plan = language === 'python' ? scikitPlan(own) : mclustPlan(own);
  if (plan.kind === 'score')
    return `It scores the rows by these parameters and checks the log-likelihood, without fitting again: ${plan.reasons.join('; ')}.`;
  return language === 'python'
    ? `GaussianMixture(covariance_type="${scikitType(own)}") runs EM from these parameters, and must stay where it is: the log-likelihood is checked.`
    : `mclust’s me("${own.family}") runs EM from these responsibilities, and must stay where it is: the log-likelihood is checked.`;
}
