import type { Output, Parsed } from '../../shared/contract.ts';
import { type Context, openSession } from './context.ts';
import { presentExclusion } from './exclusion.ts';
import { toLists } from './mixtures.ts';
import { engineStart } from './player.ts';
import { prepared } from './prepared.ts';
import { priorInScaledUnits } from './variational-units.ts';

/** Variational inference to be watched, in the data's own units; as the player of EM. */
export async function playVariational(
  context: Context,
  { start, columns, bayesian, ...rest }: Parsed<'variational.play'>,
): Promise<Output<'variational.play'>> {
  const session = openSession(context);
  const exclusion = presentExclusion(session)?.id ?? null;
  const subject = { columns, missing: 'drop', weights: null, exclusion } as const;
  const ready = await prepared(context, session, subject, 'none');
  const prior = priorInScaledUnits(bayesian, ready);
  const options = { ...rest, columns, prior, start: engineStart(start, ready.used) };
  const played = await context.light.run('variational-play', { rows: ready.rows, options });
  return {
    mixtures: played.mixtures.map((mixture, at) =>
      toLists({ ...mixture, variational: { model: played.model, posterior: played.posteriors[at] } }),
    ),
    steps: played.steps.map((step) => ({ ...step })),
    converged: played.converged,
    evidence: played.evidence,
  };
}
