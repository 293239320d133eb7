import { bestOf, isUsable } from '../model/best.ts';
import { type Candidate, type Fit, inOneColumn } from '../model/mixture.ts';
import { notFitted } from './candidate-list.ts';
import { counted } from './format.ts';
import type { Verdict } from './verdict-parts.ts';

const named = ({ k, family }: Candidate): string => `K = ${k}, ${family}`;

/** What a comparison of Bayesian mixtures says: the ELBO chooses, and it counts what the prior lets be in use. */
export function variationalVerdict(fit: Fit): Verdict {
  const { candidates, cautions = [], options, status } = fit;
  const running = status === 'running';
  if (candidates.length === 0)
    return {
      headline: running ? 'Fitting: candidates appear here as they are finished.' : 'No candidate was finished.',
      ...{ winners: [], disagreement: null, warnings: [] },
    };
  const index = bestOf(candidates, options.criterion);
  const best = index === null ? null : candidates[index]!;
  const failed = candidates.filter((one) => one.logLikelihood === null);
  const early = candidates.filter((one) => one.logLikelihood !== null && !one.converged);
  const left = [
    ...(early.length > 0 ? [`${counted(early.length, 'candidate')} left out, not converged: ${list(early)}.`] : []),
    ...(failed.length > 0 ? [`${counted(failed.length, 'candidate')} without a fit: ${list(failed)}.`] : []),
    ...cautions,
  ];
  if (!best) return { headline: `No candidate can be used.${notFitted(fit)}`, winners: [], disagreement: null, warnings: left };
  const used = best.effectiveComponents ?? best.k;
  const soFar = status === 'done' ? '' : ' so far';
  return {
    headline: `${counted(used, 'component')} of ${best.k} in use${soFar}: ${named(best)}.${notFitted(fit)}`,
    winners: [],
    disagreement: disagreement(candidates, best, options.criterion),
    warnings: [...doubts(fit, best, used), ...left],
  };
}

function disagreement(candidates: readonly Candidate[], best: Candidate, criterion: Fit['options']['criterion']): string | null {
  const others = candidates.filter((one) => one !== best && isUsable(one, criterion));
  const counts = [...new Set([best, ...others].map((one) => one.effectiveComponents ?? one.k))].sort((a, b) => a - b);
  if (counts.length < 2) return null;
  return `Under other shapes or K it is ${counts[0]} to ${counts.at(-1)}: how many are in use depends on what they may look like.`;
}

function doubts({ options, candidates, status }: Fit, best: Candidate, used: number): string[] {
  const said: string[] = [];
  if (used === best.k && best.k === Math.max(...options.ks))
    said.push(`All ${best.k} components that were allowed are in use: more of them may be better still.`);
  // In one column some shapes are the same model under several codes.
  const sameModel = (one: Candidate) =>
    options.columns.length === 1 && one.k === best.k && inOneColumn(one.family) === inOneColumn(best.family);
  const close = candidates.filter(
    (one) =>
      one !== best && !sameModel(one) && isUsable(one, options.criterion) && (best.elbo ?? 0) - (one.elbo ?? -Infinity) < 1,
  );
  if (close.length > 0 && status !== 'running') {
    const others = close.slice(0, 3).map(named);
    said.push(`Within a nat of the highest ELBO: ${others.join('; ')}. A bound cannot tell them apart.`);
  }
  if (best.starts > 1 && best.startsAtBest === 1)
    said.push(`Only 1 of ${best.starts} starts reached the best of ${named(best)}: with more starts a better one may turn up.`);
  if (status === 'cancelled') said.push('Cancelled: only the candidates that were finished are compared.');
  if (status === 'failed') said.push('The fit broke off: only the candidates that were finished are compared.');
  return said;
}

const list = (candidates: readonly Candidate[]): string => candidates.map(named).join('; ');
