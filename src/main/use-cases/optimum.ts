import type { OptimumKey } from '../../shared/contract/alternatives.ts';
import type { Output } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { CandidateDetail, Fit, StartRecord } from '../../shared/model/mixture.ts';
import { toScaledUnits } from '../datasets/prepare.ts';
import { adjustedRandIndex } from '../engine/doubt/ari.ts';
import { contingency } from '../engine/doubt/contingency.ts';
import { differingRows } from '../engine/doubt/differing.ts';
import { goingOn } from '../engine/mixture/go-on.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { type Context, openSession } from './context.ts';
import { candidateRows, fitted } from './fits.ts';
import { matchesOf } from './matching.ts';
import { toArrays } from './mixtures.ts';
import { inOriginalUnits } from './original-units.ts';
import { unpacked } from './packed.ts';
import { prepared, rowResults } from './prepared.ts';
import { placesOf, renumbered } from './renumber.ts';
import { threadsEach } from './search.ts';

type Watch = Pick<JobHandle, 'signal' | 'progress'>;
interface Kept {
  readonly fit: Fit;
  readonly detail: CandidateDetail;
  /** In the data's own units. */
  readonly mixture: Mixture;
  readonly record: StartRecord;
}

/** Throws where the optimum is not kept. */
function keptOptimum(context: Context, { candidate: key, start }: OptimumKey): Kept {
  const { fit, detail, mixture: best } = fitted(context, key);
  const record = detail.ledger.find((one) => one.start === start);
  if (!record)
    throw new LensError(
      'missing',
      `K = ${key.k}, ${key.family} has no start ${start + 1}.`,
      `It has ${detail.ledger.length} starts.`,
    );
  const other = detail.others?.find((one) => one.start === start);
  const mixture = other ? unpacked(other.parameters, toArrays(best)) : null;
  if (mixture) return { fit, detail, mixture, record };
  throw new LensError(
    'missing',
    `The parameters where start ${start + 1} ended are not kept.`,
    detail.others
      ? 'Only those of the highest other optima are, each by one start.'
      : 'This fit was made before they were. Remove it and fit again.',
  );
}

/** Takes the optimum to its end as a job, for `readOptimum`. */
export function openOptimum(context: Context, key: OptimumKey): { job: number } {
  const { fit } = keptOptimum(context, key);
  if (fit.status === 'running')
    throw new LensError('usage', 'This fit is still running.', 'Compare its optima when it has ended.');
  const { k, family } = key.candidate;
  const title = `Optimum of start ${key.start + 1}, K = ${k}, ${family}`;
  const job = context.jobs.start('doubt', title, async (handle) => {
    await found(context, key, handle);
    return key.start;
  });
  return { job };
}

export const readOptimum = (context: Context, key: OptimumKey): Promise<Output<'optimum.read'>> => found(context, key);

/** Found once, and remembered for a while; nothing is written. */
function found(context: Context, key: OptimumKey, watch?: Watch): Promise<Output<'optimum.read'>> {
  const kept = keptOptimum(context, key);
  const { fit, k, family } = key.candidate;
  const name = ['optimum', fit, k, family, key.start, kept.detail.candidate.logLikelihood].join(' ');
  return openSession(context).recall(name, () => climbOn(context, key, kept, watch));
}

async function climbOn(context: Context, key: OptimumKey, { fit, mixture, record }: Kept, watch?: Watch) {
  const session = openSession(context);
  const since = performance.now();
  const { options } = fit;
  const ready = await prepared(context, session, options, options.scaling);
  const { k, family } = key.candidate;
  const { seed, floor, noise, noiseVolume, proportions, prior, columns } = options;
  const model = { k, family, seed, floor, noise, proportions, prior, columns, ...(noiseVolume && { noiseVolume }) };
  const result = await context.heavy.run(
    'candidate',
    {
      rows: ready.rows,
      options: goingOn(model, toScaledUnits(mixture, ready), record),
      threads: threadsEach(context.threads, 1, ready.rows.n),
    },
    watch && {
      signal: watch.signal,
      progress: ({ share, iteration }) => watch.progress(0.8 * share, `iteration ${iteration}`),
    },
  );
  const detail = inOriginalUnits(result, ready, (performance.now() - since) / 1000);
  if (!detail.mixture)
    throw new LensError(
      'unconverged',
      `From where start ${key.start + 1} ended, the numbers leave their range.`,
      'Look at another.',
    );
  const raw = await rowResults(context, session, options, detail.mixture);
  const best = await candidateRows(context, key.candidate);
  const matches = matchesOf(raw, best);
  const places = placesOf(matches);
  const { rows, detail: other } = renumbered(detail, raw, places);
  const table = contingency(best.labels, k, rows.labels, k);
  const overlaps = places.map((present) => matches[present].overlap);
  return { detail: other, rows, overlaps, ari: adjustedRandIndex(table), differing: differingRows(best.labels, rows.labels) };
}
