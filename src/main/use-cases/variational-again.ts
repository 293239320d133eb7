import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { PriorOptions } from '../../shared/model/variational.ts';
import { parameterCount } from '../engine/mixture/criteria.ts';
import { type Context, openSession } from './context.ts';
import { fitted } from './fits.ts';
import { toArrays } from './mixtures.ts';
import { prepared, rowResults } from './prepared.ts';
import type { Session } from './session.ts';
import { priorInScaledUnits, variationalDetail, variationalInScaledUnits } from './variational-units.ts';

/** The call under way in each session: the next one takes its place. */
const underWay = new WeakMap<Session, AbortController>();

/** A kept variational fit under another prior on its weights, at once: nothing of it is kept. */
export async function variationalAgain(
  context: Context,
  { candidate: key, weights, concentration, rows: wanted }: Parsed<'variational.again'>,
): Promise<Output<'variational.again'>> {
  const session = openSession(context);
  const { fit, mixture } = fitted(context, key);
  const arrays = toArrays(mixture);
  if (!arrays.variational)
    throw new LensError('usage', `Fit ${key.fit} was made by EM, which has no prior.`, 'Choose a variational fit.');
  underWay.get(session)?.abort();
  const mine = new AbortController();
  underWay.set(session, mine);
  const since = performance.now();
  const { options } = fit;
  const ready = await prepared(context, session, options, options.scaling);
  const asked = options.bayesian ?? PriorOptions.parse({});
  const prior = priorInScaledUnits({ ...asked, weights: weights ?? asked.weights, concentration }, ready);
  const { model, posterior: from } = variationalInScaledUnits(arrays.variational, ready);
  const input = { rows: ready.rows, options: { structure: model.structure, prior, from, seed: options.seed } };
  const { signal } = mine;
  const done = await context.light.run('variational-again', input, { signal });
  if (done === null)
    throw new LensError('unconverged', 'Under this prior the numbers leave their range.', 'Try a concentration nearer to 1.');
  const { found, iterations, converged } = done;
  const { k, family } = key;
  const why = 'So near to where it was it has not converged: fit with this concentration for the rest.';
  const result = {
    ...{ k, family, iterations, converged, found, starts: 1, startsAtBest: 1, ledger: [] },
    parameters: parameterCount(family, k, ready.rows.d, false),
    failure: converged ? null : why,
  };
  const detail = variationalDetail(result, ready, (performance.now() - since) / 1000);
  const watch = { signal, progress: () => {} };
  const rows = wanted && detail.mixture ? await rowResults(context, session, options, detail.mixture, watch) : null;
  return { detail, rows };
}
