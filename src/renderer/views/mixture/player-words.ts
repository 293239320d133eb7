import { columnsInWords } from '../../../shared/words/columns.ts';
import { gain, nats } from '../../charts/format.ts';
import type { BesideKept } from '../../state/kept-run.ts';
import type { Effect, Run } from '../../state/player-run.ts';
import type { Numbering } from '../../state/run-numbers.ts';
import { counted } from '../../widgets/format.ts';

/** What a half-step did, in a sentence. */
export function effectWords({ kind, lift, gapBefore, gap }: Effect): string {
  if (kind === 'E')
    return `E-step: gap closed by ${gain(gapBefore)} nats. The bound touches the log-likelihood: each row’s responsibilities are its posterior.`;
  if (kind === 'M')
    return `M-step: bound up by ${gain(lift)} nats. The log-likelihood stands ${gain(gap)} nats above it, until the next E-step.`;
  return `Start: nothing is known of any row yet. With the mixing weights as responsibilities the bound lies ${gain(gap)} nats below the log-likelihood.`;
}

/** What a half-step of variational inference did, in a sentence. */
export function variationalEffectWords({ kind, lift, gap }: Effect, run: Run, atEnd: boolean): string {
  const evidence = atEnd ? (run.evidence ?? null) : null;
  const elbo = run.steps.at(-1)?.bound ?? Number.NaN;
  if (evidence)
    return `The ELBO stands still, and a gap stays open: the log evidence is at least ${gain(evidence.nats - elbo)} ± ${gain(evidence.standardError)} nats higher, as ${counted(evidence.draws, 'draw')} from the posterior tell.`;
  if (kind === 'E')
    return `E-step, q(z): ELBO up by ${gain(lift)} nats. It does not touch the log-likelihood at the expected parameters, ${gain(gap)} nats above: not knowing the parameters has its price.`;
  if (kind === 'M')
    return `M-step, q(θ): ELBO up by ${gain(lift)} nats. Weights, means and precisions are distributions; components that few rows need lose them.`;
  return 'Start: the posterior as the start’s components put it. The first E-step says how much each row belongs to each.';
}

/** How the run ends, as far as that is known. */
export function endWords({ steps, converged }: Run, open: boolean): string {
  const iterations = counted(steps.at(-1)?.iteration ?? 0, 'iteration');
  if (converged) return `converged after ${iterations}`;
  return open ? `${iterations} so far` : `not converged after ${iterations}`;
}

/** Ends within so many nats a row are one optimum, and never is less than this told apart. */
const same = 2e-6;
const least = 0.01;

/** Whose numbers and colours the components have, after a space; '' where they cannot be held against those of the kept fit. */
export const numberWords = (numbering: Numbering | null, whose: string): string => {
  if (numbering === null) return '';
  return numbering === 'kept'
    ? ` Components have the numbers and colours of ${whose}.`
    : ` Components have the colours of ${whose}, and the numbers that they started with.`;
};

/** Where the run ended, beside the kept fit of the same model on the same rows. */
export function keptWords({ measure, run, kept, rows, converged, outOfOrder, numbering }: BesideKept): string {
  const off = kept - run;
  if (Math.abs(off) <= Math.max(least, same * rows))
    return `It ended where the kept fit did, ${measure} ${nats(kept)}.${numberWords(numbering, 'the fit')}`;
  const nearest = numberWords(numbering, 'the nearest of the fit');
  const sides = `${measure} ${nats(run)}, ${gain(Math.abs(off))} nats ${off > 0 ? 'below' : 'above'} its ${nats(kept)}`;
  if (!converged) return `Not converged, it stands beside the kept fit: ${sides}.${nearest}`;
  const why = outOfOrder
    ? ' Its components are not numbered by their rows, as the start said which is which: of a Dirichlet process that costs some ELBO.'
    : off > 0
      ? ' The fit tried many starts.'
      : '';
  return `This run ended in another optimum than the kept fit: ${sides}.${why}${nearest}`;
}

type Subject = Pick<Run, 'columns' | 'k' | 'family' | 'method'>;

/** What the run shown is of, where that is not what the form asks for now; null where it is. */
export function earlierWords(run: Subject, asked: Subject): string | null {
  const same =
    run.columns.join('\n') === asked.columns.join('\n') &&
    run.method === asked.method &&
    run.k === asked.k &&
    run.family === asked.family;
  if (same) return null;
  const method = run.method === 'em' ? 'EM' : 'variational inference';
  return `The run shown is still ${method} on ${columnsInWords(run.columns)} with K = ${run.k}, ${run.family}. Initialise on the right to run what is chosen now.`;
}
