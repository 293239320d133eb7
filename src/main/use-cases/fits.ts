import { isDeepStrictEqual } from 'node:util';
import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { ksText } from '../../shared/model/ks.ts';
import type { CandidateDetail, Fit, FitOptions, GaussianMixture } from '../../shared/model/mixture.ts';
import type { Prepared } from '../datasets/prepare.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { type Context, openSession, standing } from './context.ts';
import { presentExclusion } from './exclusion.ts';
import { inOriginalUnits } from './original-units.ts';
import { prepared, rowResults } from './prepared.ts';
import { tellProject } from './present.ts';
import { runSearch } from './search.ts';
import type { Session } from './session.ts';
import { startLabels } from './start-labels.ts';
import { refuseForVariational, runVariational } from './variational.ts';
import { variationalDetail } from './variational-units.ts';

export const fitOf = (session: Session, id: number): Fit => {
  const found = session.file.fits().find((fit) => fit.id === id);
  if (found) return found;
  throw new LensError('missing', `There is no fit ${id}.`, 'It was removed, or its table was read again.');
};

/** A search that was done before, with the same options on the same data, is answered from the project. */
export async function startFit(context: Context, asked: FitOptions): Promise<{ job: number; fit: number }> {
  const session = openSession(context);
  const exclusion = presentExclusion(session);
  const ks = [...new Set(asked.ks)].sort((a, b) => a - b);
  const options = { ...asked, ks, families: [...new Set(asked.families)], exclusion: exclusion?.id ?? null };
  refuseForVariational(options);
  const check = standing(context, session);
  const ready = await prepared(context, session, options, options.scaling);
  check();
  const labels = startLabels(session, options, ready.used);
  const known = session.file.fits().find((fit) => fit.status === 'done' && isDeepStrictEqual(fit.options, options));
  if (known) return { job: context.jobs.start('fit', 'Fitted before', async () => known.id), fit: known.id };

  const { excluded, incomplete, rows, cautions } = ready;
  const created = new Date().toISOString();
  if (exclusion) session.file.addExclusion(exclusion.rows);
  const about = { created, options, rows: rows.n, excluded, incomplete, cautions: [...cautions] };
  const fit = session.file.addFit({ ...about, status: 'running', seconds: 0 });
  const title = `Fit K = ${ksText(options.ks)}`;
  const job = context.jobs.start('fit', title, (handle) => carryOut(context, session, handle, fit, options, ready, labels));
  tellProject(context);
  return { job, fit };
}

/** What is finished is in the project before it is told of. */
async function carryOut(
  context: Context,
  session: Session,
  handle: JobHandle,
  fit: number,
  options: FitOptions,
  ready: Prepared,
  labels: Int32Array | null,
): Promise<number> {
  const since = performance.now();
  const end = (status: Fit['status']) => {
    session.file.endFit(fit, status, (performance.now() - since) / 1000);
    context.emit({ name: 'fit', value: fitOf(session, fit) });
    tellProject(context);
  };
  try {
    const keep = (detail: CandidateDetail) => {
      session.file.addCandidate(fit, detail);
      context.emit({ name: 'fit', value: fitOf(session, fit) });
    };
    const asked = { fit, options, prepared: ready, labels };
    if (options.method === 'variational')
      await runVariational(context, handle, {
        ...asked,
        found: (result, seconds) => keep(variationalDetail(result, ready, seconds)),
      });
    else
      await runSearch(context, handle, {
        ...asked,
        found: (result, seconds) => keep(inOriginalUnits(result, ready, seconds)),
      });
  } catch (thrown) {
    end(thrown instanceof LensError && thrown.code === 'cancelled' ? 'cancelled' : 'failed');
    throw thrown;
  }
  end('done');
  return fit;
}

export function readDetail(context: Context, key: CandidateKey): CandidateDetail {
  const found = openSession(context).file.readDetail(key);
  if (found) return found;
  throw new LensError(
    'missing',
    `Fit ${key.fit} has no candidate K = ${key.k}, ${key.family}.`,
    'It may not be finished yet, or the fit was removed.',
  );
}

/** A candidate that may be looked at and exported: one with parameters. */
export function fitted(context: Context, key: CandidateKey): { fit: Fit; detail: CandidateDetail; mixture: GaussianMixture } {
  const detail = readDetail(context, key);
  const { mixture } = detail;
  if (!mixture)
    throw new LensError(
      'input',
      `K = ${key.k}, ${key.family} has no fit: ${detail.candidate.failure ?? 'nothing converged'}`,
      'Choose another candidate.',
    );
  return { fit: fitOf(openSession(context), key.fit), detail, mixture };
}

export function candidateRows(context: Context, key: CandidateKey): Promise<RowResults> {
  const session = openSession(context);
  const { fit, mixture, detail } = fitted(context, key);
  // While a fit runs a candidate may get better.
  return session.recall(`rows ${key.fit} ${key.k} ${key.family} ${detail.candidate.logLikelihood}`, () =>
    rowResults(context, session, fit.options, mixture),
  );
}

export function removeFit(context: Context, id: number): void {
  const session = openSession(context);
  if (fitOf(session, id).status === 'running') throw new LensError('usage', 'This fit is still running.', 'Cancel it first.');
  session.file.removeFit(id);
  tellProject(context);
}
