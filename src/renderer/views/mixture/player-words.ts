import { gain } from '../../charts/format.ts';
import type { Effect, Run } from '../../state/player-run.ts';
import { counted } from '../../widgets/format.ts';

/** What a half-step did, in a sentence. */
export function effectWords({ kind, lift, gapBefore, gap }: Effect): string {
  if (kind === 'E')
    return `E-step: gap closed by ${gain(gapBefore)} nats. The bound touches the log-likelihood: each row’s responsibilities are its posterior.`;
  if (kind === 'M')
    return `M-step: bound up by ${gain(lift)} nats. The log-likelihood stands ${gain(gap)} nats above it, until the next E-step.`;
  return `Start: nothing is known of any row yet. With the mixing weights as responsibilities the bound lies ${gain(gap)} nats below the log-likelihood.`;
}

/** How the run ends, as far as that is known. */
export function endWords({ steps, converged }: Run, open: boolean): string {
  const iterations = counted(steps.at(-1)?.iteration ?? 0, 'iteration');
  if (converged) return `converged after ${iterations}`;
  return open ? `${iterations} so far` : `not converged after ${iterations}`;
}
