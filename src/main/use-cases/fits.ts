import { isDeepStrictEqual } from 'node:util';
import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { isNumeric } from '../../shared/model/column.ts';
import type { CandidateDetail, Fit, FitOptions, GaussianMixture } from '../../shared/model/mixture.ts';
import type { Prepared } from '../datasets/prepare.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { type Context, openSession } from './context.ts';
import { toArrays } from './mixtures.ts';
import { inOriginalUnits } from './original-units.ts';
import { tellProject } from './present.ts';
import type { Session } from './session.ts';
import { startLabels } from './start-labels.ts';

/** The complete rows of the columns, scaled; kept for the next fit of the same columns. */
export function prepared(
  context: Context,
  session: Session,
  columns: readonly string[],
  scaling: FitOptions['scaling'],
): Promise<Prepared> {
  for (const name of columns) {
    const { type } = session.column(name);
    if (!isNumeric(type))
      throw new LensError('input', `Column '${name}' holds ${type}, not numbers.`, 'Leave it out, or read it again as a number.');
  }
  return session.recall(`prepared ${scaling} ${JSON.stringify(columns)}`, () =>
    context.light.run('prepare', { columns: columns.map((name) => ({ name, cells: session.cells(name) })), scaling }),
  );
}

const fitOf = (session: Session, id: number): Fit => {
  const found = session.file.fits().find((fit) => fit.id === id);
  if (found) return found;
  throw new LensError('missing', `There is no fit ${id}.`, 'It was removed, or its table was read again.');
};

/** A search that was done before, with the same options on the same data, is answered from the project. */
export async function startFit(context: Context, asked: FitOptions): Promise<{ job: number; fit: number }> {
  const session = openSession(context);
  const options = { ...asked, ks: [...new Set(asked.ks)].sort((a, b) => a - b), families: [...new Set(asked.families)] };
  const ready = await prepared(context, session, options.columns, options.scaling);
  const labels = startLabels(session, options, ready.used);
  const known = session.file.fits().find((fit) => fit.status === 'done' && isDeepStrictEqual(fit.options, options));
  if (known) return { job: context.jobs.start('fit', 'Fitted before', async () => known.id), fit: known.id };

  const fit = session.file.addFit({
    created: new Date().toISOString(),
    options,
    rows: ready.rows.n,
    excluded: ready.excluded,
    status: 'running',
    seconds: 0,
  });
  const job = context.jobs.start('fit', `Fit K = ${words(options.ks)}`, (handle) =>
    search(context, session, handle, fit, options, ready, labels),
  );
  tellProject(context);
  return { job, fit };
}

const words = (ks: readonly number[]) =>
  ks.length > 2 && ks[ks.length - 1] - ks[0] === ks.length - 1 ? `${ks[0]}–${ks[ks.length - 1]}` : ks.join(', ');

/** Every candidate is a task of its own; what is finished is in the project before the next is told of. */
async function search(
  context: Context,
  session: Session,
  handle: JobHandle,
  fit: number,
  options: FitOptions,
  ready: Prepared,
  labels: Int32Array | null,
): Promise<number> {
  const since = performance.now();
  const seconds = () => (performance.now() - since) / 1000;
  const grid = options.ks.flatMap((k) => options.families.map((family) => ({ k, family, share: 0 })));
  const total = grid.reduce((sum, { k }) => sum + k, 0);
  const progress = (detail: string) => handle.progress(grid.reduce((sum, { k, share }) => sum + k * share, 0) / total, detail);

  const one = async (cell: (typeof grid)[number]) => {
    const { k, family } = cell;
    let began: number | null = null;
    const result = await context.heavy.run(
      'candidate',
      {
        rows: ready.rows,
        options: { k, family, starts: options.starts, seed: options.seed, floor: options.floor, startLabels: labels },
      },
      {
        signal: handle.signal,
        progress: (step) => {
          began ??= performance.now();
          cell.share = step.share;
          progress(`K = ${k}, ${family}, start ${step.start + 1} of ${options.starts}, iteration ${step.iteration}`);
          const shift = ready.jacobian;
          context.emit({
            name: 'trace',
            value: { fit, k, family, start: step.start, trace: step.trace.map((value) => value - shift) },
          });
        },
      },
    );
    session.file.addCandidate(fit, inOriginalUnits(result, ready, began === null ? 0 : (performance.now() - began) / 1000));
    cell.share = 1;
    progress(`K = ${k}, ${family}, done`);
    context.emit({ name: 'fit', value: fitOf(session, fit) });
  };

  const ended = await Promise.allSettled(grid.map(one));
  const thrown = ended.find((end) => end.status === 'rejected')?.reason;
  session.file.endFit(
    fit,
    thrown === undefined ? 'done' : thrown instanceof LensError && thrown.code === 'cancelled' ? 'cancelled' : 'failed',
    seconds(),
  );
  context.emit({ name: 'fit', value: fitOf(session, fit) });
  tellProject(context);
  if (thrown !== undefined) throw thrown;
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

export async function rowResults(
  context: Context,
  session: Session,
  columns: readonly string[],
  mixture: GaussianMixture,
  watch?: Pick<JobHandle, 'signal' | 'progress'>,
): Promise<RowResults> {
  const ready = await prepared(context, session, columns, 'none');
  const total = session.dataset().rows;
  const input = { rows: ready.rows, mixture: toArrays(mixture), used: ready.used, total };
  return context.light.run(
    'rows',
    input,
    watch && { signal: watch.signal, progress: (share) => watch.progress(share / 2, 'responsibilities') },
  );
}

export function candidateRows(context: Context, key: CandidateKey): Promise<RowResults> {
  const session = openSession(context);
  const { fit, mixture } = fitted(context, key);
  return session.recall(`rows ${key.fit} ${key.k} ${key.family}`, () =>
    rowResults(context, session, fit.options.columns, mixture),
  );
}

export function removeFit(context: Context, id: number): void {
  const session = openSession(context);
  if (fitOf(session, id).status === 'running') throw new LensError('usage', 'This fit is still running.', 'Cancel it first.');
  session.file.removeFit(id);
  tellProject(context);
}
