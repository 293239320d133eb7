import { isUsable } from '../model/best.ts';
import { criterionNames, smallest } from '../model/criteria.ts';
import type { Doubt } from '../model/doubt-results.ts';
import { goneBeyond } from '../model/ks.ts';
import { type Candidate, type Criterion, criteria, type Fit, families } from '../model/mixture.ts';
import { candidateList, notFitted, unfitted } from './candidate-list.ts';
import { counted, decimals } from './format.ts';
import type { Verdict } from './verdict-parts.ts';
import { variationalVerdict } from './verdict-variational.ts';
import { assessed, weighed } from './voices.ts';

const familyWords = (candidate: Candidate): string =>
  families.find((family) => family.code === candidate.family)?.words ?? candidate.family;

const named = (candidate: Candidate): string => `K = ${candidate.k}, ${candidate.family}`;
const same = (a: Candidate | null, b: Candidate | null): boolean => a?.k === b?.k && a?.family === b?.family;

export function verdict(fit: Fit, assessments: readonly Doubt[] = []): Verdict {
  if (fit.options.method === 'variational') return variationalVerdict(fit);
  const { candidates, cautions = [] } = fit;
  const best = smallest(candidates, fit.options.criterion);
  if (candidates.length === 0) return { headline: stillEmpty(fit), winners: [], disagreement: null, warnings: [] };
  const soFar = fit.status === 'done' ? '' : ' so far';
  if (!best)
    return {
      headline: `No candidate can be used${soFar}.${notFitted(fit)}`,
      winners: [],
      disagreement: null,
      warnings: [...whyNone(candidates), ...cautions],
    };
  const winners = criteria.flatMap((criterion) => {
    const winner = smallest(candidates, criterion);
    return winner ? [{ criterion, winner }] : [];
  });
  const agree = winners.every(({ winner }) => same(winner, best));
  if (candidates.length === 1 && fit.status !== 'running')
    return {
      headline: `Only ${named(best)} was fitted: there is nothing to compare it with.${notFitted(fit)}`,
      winners: [],
      disagreement: null,
      warnings: [...doubts(fit, best), ...cautions],
    };
  const voices = assessed(assessments, best.family);
  return {
    headline: `${
      agree && voices.length === 0
        ? `BIC, AIC and ICL agree${soFar}: ${named(best)}, ${familyWords(best)}`
        : `${weighed(winners, voices, best)}${soFar}`
    }.${notFitted(fit)}`,
    winners,
    disagreement: agree ? null : explain(winners),
    warnings: [...doubts(fit, best), ...leftOut(candidates), ...cautions],
    ...(isLargest(fit, best) && { beyond: goneBeyond(fit.options.ks) }),
  };
}

/** The best K has no larger one beside it, and all that was asked for has been fitted. */
const isLargest = (fit: Fit, { k }: Candidate): boolean => {
  const { ks } = fit.options;
  return ks.length > 1 && fit.status !== 'running' && unfitted(fit).length === 0 && k === Math.max(...ks) && k < 100;
};

const stillEmpty = (fit: Fit): string =>
  fit.status === 'running' ? 'Fitting: candidates appear here as they are finished.' : 'No candidate was finished.';

function explain(winners: readonly { criterion: Criterion; winner: Candidate }[]): string {
  const [bic, aic, icl] = criteria.map((name) => winners.find(({ criterion }) => criterion === name)?.winner ?? null);
  const reasons: string[] = [];
  if (bic && aic && aic.parameters > bic.parameters) reasons.push('AIC charges less for a parameter and leans to more of them');
  if (bic && icl && icl.k < bic.k) reasons.push('ICL also asks that clusters lie apart: those that BIC adds overlap others');
  if (bic && icl && icl.k >= bic.k && !same(bic, icl)) reasons.push('ICL also asks that clusters lie apart');
  if (reasons.length === 0) return 'Look at more than one candidate.';
  return `${reasons.join('; ')}.`;
}

/** With one component, or in one column, families are the same model under several codes. */
const isSameModel = (a: Candidate, b: Candidate): boolean =>
  a.k === b.k &&
  (a.family === b.family ||
    (a.parameters === b.parameters &&
      Math.abs((a.logLikelihood ?? Number.NaN) - (b.logLikelihood ?? Number.NaN)) <= 1e-9 * Math.abs(b.logLikelihood ?? 0)));

function doubts(fit: Fit, best: Candidate): string[] {
  const said: string[] = [];
  const { criterion } = fit.options;
  if (isLargest(fit, best)) said.push(`The best K is the largest tried (${best.k}): more components may be better still.`);
  const close = fit.candidates.filter(
    (candidate) =>
      !isSameModel(candidate, best) &&
      isUsable(candidate, criterion) &&
      candidate[criterion] !== null &&
      candidate[criterion] - best[criterion]! < 2,
  );
  if (close.length > 0 && fit.status !== 'running') {
    const others = close.slice(0, 3).map((one) => `${named(one)} (+${decimals(one[criterion]! - best[criterion]!, 1)})`);
    said.push(`Hardly worse by ${criterionNames[criterion]}: ${others.join('; ')}. The data do not tell them apart.`);
  }
  if (best.starts > 1 && best.startsAtBest === 1)
    said.push(`Only 1 of ${best.starts} starts reached the best of ${named(best)}: with more starts a better one may turn up.`);
  if (fit.status === 'cancelled') said.push('Cancelled: only the candidates that were finished are compared.');
  if (fit.status === 'failed') said.push('The fit broke off: only the candidates that were finished are compared.');
  return said;
}

/** Why no candidate can be used: the one reason of all, or by kind with what to try. */
function whyNone(candidates: readonly Candidate[]): string[] {
  const reasons = new Set(candidates.map((one) => (one.logLikelihood === null ? one.failure : null)));
  const [only] = reasons;
  if (reasons.size === 1 && only) return [only];
  return [...leftOut(candidates), 'Try fewer components, a simpler family, more starts, or other columns.'];
}

/** Candidates that are not compared, by reason. */
function leftOut(candidates: readonly Candidate[]): string[] {
  const failed = candidates.filter((one) => one.logLikelihood === null);
  const degenerate = candidates.filter((one) => one.logLikelihood !== null && one.degenerate);
  const early = candidates.filter((one) => one.logLikelihood !== null && !one.degenerate && !one.converged);
  const said: string[] = [];
  if (degenerate.length > 0)
    said.push(`${counted(degenerate.length, 'degenerate candidate')} left out: ${candidateList(degenerate)}.`);
  if (early.length > 0)
    said.push(`${counted(early.length, 'candidate')} left out because EM did not converge: ${candidateList(early)}.`);
  if (failed.length > 0) said.push(`${counted(failed.length, 'candidate')} without a fit: ${candidateList(failed)}.`);
  return said;
}
