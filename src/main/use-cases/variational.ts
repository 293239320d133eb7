import { LensError } from '../../shared/errors.ts';
import type { FitOptions } from '../../shared/model/mixture.ts';
import { type VariationalResult, whyNoStructure } from '../engine/mixture/bayesian/search.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Context } from './context.ts';
import { type Search, threadsEach } from './search.ts';
import { priorInScaledUnits } from './variational-units.ts';

export interface VariationalSearch extends Omit<Search, 'found'> {
  found(result: VariationalResult, seconds: number): void;
}

/** Wrong use: what EM has and a Bayesian mixture has not, or the other way round. */
export function refuseForVariational(options: FitOptions): void {
  const { method, bayesian, families, noise, proportions, prior } = options;
  if (method === 'em') {
    if (bayesian !== null)
      throw new LensError('usage', 'A prior on the weights goes with variational inference.', 'Choose it, or leave it out.');
    return;
  }
  const why = families.map(whyNoStructure).find((reason) => reason !== null);
  if (why) throw new LensError('usage', why, 'Choose among these shapes, or fit by EM.');
  const without = (what: string, instead: string) => {
    throw new LensError('usage', `Variational inference knows no ${what}.`, instead);
  };
  if (noise) without('noise component', 'Leave it out, or fit by EM.');
  if (proportions === 'equal')
    without('equal proportions', 'A large concentration of the Dirichlet distribution comes near them.');
  if (prior) without('conjugate prior of Fraley and Raftery', 'It has a prior of its own: see its options.');
}

/** One task for each K × shape, side by side on the heavy pool. Ends with the first error, after what still ran has stopped. */
export async function runVariational(context: Context, handle: JobHandle, search: VariationalSearch): Promise<void> {
  const { fit, options, prepared, labels, found } = search;
  const { rows, jacobian } = prepared;
  const { ks, families, starts, seed, columns, bayesian } = options;
  const cells = ks.flatMap((k) => families.map((family) => ({ k, family })));
  const threads = threadsEach(context.threads, cells.length, rows.n);
  const prior = priorInScaledUnits(bayesian, prepared);
  const stop = new AbortController();
  const signal = AbortSignal.any([handle.signal, stop.signal]);
  const shares = new Float64Array(cells.length);
  const tell = (detail: string) => handle.progress(shares.reduce((sum, share) => sum + share, 0) / cells.length, detail);
  const running = cells.map(async ({ k, family }, at) => {
    let began: number | null = null;
    const asked = { k, family, starts, seed, prior, startLabels: labels, columns };
    const result = await context.heavy.run(
      'variational',
      { rows, options: asked, threads },
      {
        signal,
        progress: (step) => {
          began ??= performance.now();
          shares[at] = Math.max(shares[at], step.share);
          tell(`K = ${k}, ${family}, start ${step.start + 1}, iteration ${step.iteration}`);
          const trace = step.trace.map((value) => value - jacobian);
          context.emit({ name: 'trace', value: { fit, k, family, start: step.start, trace } });
        },
      },
    );
    shares[at] = 1;
    found(result, began === null ? 0 : (performance.now() - began) / 1000);
    tell(`K = ${k}, ${family}`);
  });
  try {
    await Promise.all(running);
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}
