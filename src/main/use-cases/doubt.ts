import { isDeepStrictEqual } from 'node:util';
import { LensError } from '../../shared/errors.ts';
import {
  type Doubt,
  type DoubtKind,
  type DoubtOf,
  type DoubtOptions,
  doubtOf,
  subjectOf,
} from '../../shared/model/doubt-results.ts';
import type { Fit } from '../../shared/model/mixture.ts';
import { stabilityDefaults } from '../engine/doubt/stability.ts';
import { type Context, openSession, standing } from './context.ts';
import { bootstrapped } from './doubt-bootstrap.ts';
import { testInSequence } from './doubt-ratio.ts';
import { heldOutInOriginalUnits, standardErrorsInOriginalUnits } from './doubt-results.ts';
import { cell, mixtureToAssess, scaledMixture, settings, sideBySide, usable, type Work } from './doubt-work.ts';
import { fitOf } from './fits.ts';
import { prepared } from './prepared.ts';
import { priorInScaledUnits } from './variational-units.ts';

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

const wasStopped = (doubt: Doubt): boolean => doubt.kind === 'likelihood-ratio' && doubt.result.stopped === true;

/** What was assessed before, with the same options, is answered from the project. */
export async function startDoubt(context: Context, options: DoubtOptions): Promise<{ job: number }> {
  const session = openSession(context);
  const fit = fitOf(session, options.fit);
  refuseWhatCannotBe(fit, options);
  const { kind } = options;
  const known = doubtOf(session.file.readDoubts(fit.id), kind, subjectOf(options));
  if (known && !wasStopped(known) && isDeepStrictEqual(known.options, options))
    return { job: context.jobs.start('doubt', 'Assessed before', async () => fit.id) };
  const check = standing(context, session);
  const ready = await prepared(context, session, fit.options, fit.options.scaling);
  check();
  const job = context.jobs.start('doubt', [titles[kind], subjectWords(options)].join(''), async (handle) => {
    const since = performance.now();
    const keep = (about: About) => {
      const doubt: Doubt = { ...about, created: new Date().toISOString(), seconds: (performance.now() - since) / 1000 };
      session.file.addDoubt(doubt);
      context.emit({ name: 'doubt', value: doubt });
    };
    keep(await assess({ context, session, handle, fit, ready }, options, keep));
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
  if (fit.options.method === 'variational' && options.kind !== 'held-out' && options.kind !== 'merge')
    throw new LensError(
      'usage',
      `${titles[options.kind]}: this assessment is of mixtures by EM.`,
      'A variational fit has credible intervals and the number of components in use; held-out log-likelihood is there for both.',
    );
  if (options.kind === 'held-out' || fit.candidates.some(({ family }) => family === options.family)) return;
  const families = [...new Set(fit.candidates.map(({ family }) => family))].join(', ');
  throw new LensError('missing', `Fit ${fit.id} has no candidates of ${options.family}.`, `Its families are ${families}.`);
}

type About = { [N in DoubtKind]: Pick<DoubtOf<N>, 'kind' | 'options' | 'result'> }[DoubtKind];

/** `keep` takes what is finished of an assessment that goes on. */
async function assess(work: Work, options: DoubtOptions, keep: (about: About) => void): Promise<About> {
  const { fit, ready } = work;
  const { rows } = ready;
  switch (options.kind) {
    case 'held-out': {
      const { folds, seed } = options;
      const { method, bayesian: prior } = fit.options;
      const bayesian = method === 'variational' ? priorInScaledUnits(prior, ready) : null;
      const search = { ...settings(fit, seed), bayesian };
      const scored = await sideBySide(
        work,
        'held-out',
        fit.candidates.map((candidate) => ({ rows, options: { candidates: [cell(candidate)], folds, search } })),
      );
      const found = scored.flatMap(({ candidates }) => candidates);
      return { kind: options.kind, options, result: heldOutInOriginalUnits(found, ready, folds, seed) };
    }
    case 'likelihood-ratio':
      return {
        kind: options.kind,
        options,
        result: await testInSequence(work, options, (result) => keep({ kind: options.kind, options, result })),
      };
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
      const found = await bootstrapped(work, mixture, asked);
      return { kind: options.kind, options, result: standardErrorsInOriginalUnits(found, ready) };
    }
  }
}
