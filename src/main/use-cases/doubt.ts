import { isDeepStrictEqual } from 'node:util';
import type { CandidateKey } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { isUsable } from '../../shared/model/best.ts';
import {
  type Doubt,
  type DoubtKind,
  type DoubtOf,
  type DoubtOptions,
  doubtOf,
  subjectOf,
} from '../../shared/model/doubt-results.ts';
import type { Candidate, Fit } from '../../shared/model/mixture.ts';
import { type Prepared, toScaledUnits } from '../datasets/prepare.ts';
import { likelihoodRatioDefaults } from '../engine/doubt/likelihood-ratio.ts';
import { stabilityDefaults } from '../engine/doubt/stability.ts';
import type { SearchSettings } from '../engine/doubt/steps.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Tasks } from '../jobs/tasks.ts';
import { type Context, openSession } from './context.ts';
import { heldOutInOriginalUnits, likelihoodRatioAsLists, standardErrorsInOriginalUnits } from './doubt-results.ts';
import { fitOf, fitted } from './fits.ts';
import { toArrays } from './mixtures.ts';
import { prepared } from './prepared.ts';
import type { Session } from './session.ts';

const titles: Readonly<Record<DoubtKind, string>> = {
  'held-out': 'Held-out log-likelihood',
  'likelihood-ratio': 'Likelihood-ratio test',
  stability: 'Stability of labels',
  merge: 'Merging of components',
  'standard-errors': 'Standard errors',
};

export function listDoubts(context: Context, fit: number): Doubt[] {
  const session = openSession(context);
  fitOf(session, fit);
  return session.file.readDoubts(fit);
}

/** What was assessed before, with the same options, is answered from the project. */
export async function startDoubt(context: Context, options: DoubtOptions): Promise<{ job: number }> {
  const session = openSession(context);
  const fit = fitOf(session, options.fit);
  refuseWhatCannotBe(fit, options);
  const { kind } = options;
  const known = doubtOf(session.file.readDoubts(fit.id), kind, subjectOf(options));
  if (known && isDeepStrictEqual(known.options, options))
    return { job: context.jobs.start('doubt', 'Assessed before', async () => fit.id) };
  const ready = await prepared(context, session, fit.options, fit.options.scaling);
  const job = context.jobs.start('doubt', [titles[kind], subjectWords(options)].join(''), async (handle) => {
    const since = performance.now();
    const about = await assess({ context, session, handle, fit, ready }, options);
    const doubt: Doubt = { ...about, created: new Date().toISOString(), seconds: (performance.now() - since) / 1000 };
    session.file.addDoubt(doubt);
    context.emit({ name: 'doubt', value: doubt });
    return fit.id;
  });
  return { job };
}

const subjectWords = (options: DoubtOptions): string => {
  if (options.kind === 'held-out') return '';
  return 'k' in options ? `, K = ${options.k}, ${options.family}` : `, ${options.family}`;
};

function refuseWhatCannotBe(fit: Fit, options: DoubtOptions): void {
  if (fit.status === 'running')
    throw new LensError('usage', 'This fit is still running.', 'Assess it when it has ended, or cancel it first.');
  if (fit.candidates.length === 0) throw new LensError('input', 'This fit has no candidates to assess.', 'Fit again.');
  if (options.kind === 'held-out' || fit.candidates.some(({ family }) => family === options.family)) return;
  const families = [...new Set(fit.candidates.map(({ family }) => family))].join(', ');
  throw new LensError('missing', `Fit ${fit.id} has no candidates of ${options.family}.`, `Its families are ${families}.`);
}

interface Work {
  readonly context: Context;
  readonly session: Session;
  readonly handle: JobHandle;
  readonly fit: Fit;
  readonly ready: Prepared;
}
type About = { [N in DoubtKind]: Pick<DoubtOf<N>, 'kind' | 'options' | 'result'> }[DoubtKind];

async function assess(work: Work, options: DoubtOptions): Promise<About> {
  const { fit, ready } = work;
  const { rows } = ready;
  switch (options.kind) {
    case 'held-out': {
      const { folds, seed } = options;
      const search = settings(fit, seed);
      const scored = await sideBySide(
        work,
        'held-out',
        fit.candidates.map((candidate) => ({ rows, options: { candidates: [cell(candidate)], folds, search } })),
      );
      const found = scored.flatMap(({ candidates }) => candidates);
      return { kind: options.kind, options, result: heldOutInOriginalUnits(found, ready, folds, seed) };
    }
    case 'likelihood-ratio': {
      const { family, replicates, level, seed } = options;
      const { ks } = fit.options;
      const from = Math.min(...ks);
      // The last test needs the largest K that was fitted as its larger side.
      const upTo = Math.max(from, Math.max(...ks) - 1);
      const known = usable(fit, family).flatMap((candidate) => {
        const mixture = scaledMixture(work, candidate);
        return mixture ? [{ mixture, logLikelihood: (candidate.logLikelihood ?? 0) + ready.jacobian }] : [];
      });
      const asked = { ...likelihoodRatioDefaults, family, replicates, level, from, upTo, known };
      const [found] = await sideBySide(work, 'likelihood-ratio', [{ rows, options: { ...asked, search: settings(fit, seed) } }]);
      return { kind: options.kind, options, result: likelihoodRatioAsLists(found) };
    }
    case 'stability': {
      const { family, subsamples, seed } = options;
      const asked = { ...stabilityDefaults, subsamples, search: settings(fit, seed) };
      const good = new Set(usable(fit, family));
      const found = await sideBySide(
        work,
        'stability',
        fit.candidates
          .filter((candidate) => candidate.family === family)
          .map((candidate) => {
            const mixture = good.has(candidate) ? scaledMixture(work, candidate) : null;
            return { rows, options: { ...asked, candidates: [{ ...cell(candidate), mixture }] } };
          }),
      );
      const candidates = found.flat().map((one) => ({ ...one, clusters: [...one.clusters] }));
      return { kind: options.kind, options, result: { candidates } };
    }
    case 'merge': {
      const [found] = await sideBySide(work, 'merge', [{ rows, mixture: mixtureToAssess(work, options) }]);
      const levels = found.levels.map(({ groups, merged, ...rest }) => ({
        ...rest,
        groups: groups.map((group) => [...group]),
        merged: merged && ([[...merged[0]], [...merged[1]]] as [number[], number[]]),
      }));
      return { kind: options.kind, options, result: { ...found, levels } };
    }
    case 'standard-errors': {
      const { family, replicates, seed } = options;
      const { floor, proportions, prior } = fit.options;
      const asked = { family, replicates, seed, floor, proportions, prior };
      const mixture = mixtureToAssess(work, options);
      const [found] = await sideBySide(work, 'standard-errors', [{ rows, mixture, options: asked }]);
      return { kind: options.kind, options, result: standardErrorsInOriginalUnits(found, ready) };
    }
  }
}

const cell = ({ k, family }: Candidate) => ({ k, family });
const usable = ({ candidates }: Fit, family: string) =>
  candidates.filter((candidate) => candidate.family === family && isUsable(candidate, 'bic'));

/** What is searched for anew is searched as the fit was; its starting labels are of all rows and stay outside. */
const settings = ({ options }: Fit, seed: number): SearchSettings => {
  const { starts, floor, noise, proportions, prior, columns } = options;
  return { starts, floor, noise, proportions, prior, columns, seed };
};

function scaledMixture({ session, fit, ready }: Work, { k, family }: Candidate): Mixture | null {
  const mixture = session.file.readDetail({ fit: fit.id, k, family })?.mixture;
  return mixture ? toScaledUnits(toArrays(mixture), ready) : null;
}

/** Throws when the candidate is not there, or has no parameters. */
function mixtureToAssess({ context, ready }: Work, key: CandidateKey): Mixture {
  return toScaledUnits(toArrays(fitted(context, key).mixture), ready);
}

/** Runs tasks on the heavy pool next to one another; the first that fails ends the others. */
async function sideBySide<N extends DoubtKind>(
  { context, handle }: Work,
  name: N,
  inputs: readonly Tasks[N]['input'][],
): Promise<Tasks[N]['output'][]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([handle.signal, stop.signal]);
  const shares = new Float64Array(inputs.length);
  const running = inputs.map((input, at) =>
    context.heavy.run(name, input, {
      signal,
      progress: (step) => {
        shares[at] = step.share;
        handle.progress(shares.reduce((sum, share) => sum + share, 0) / inputs.length, step.doing);
      },
    }),
  );
  try {
    return await Promise.all(running);
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}
