import type { FamilyCode } from '../../shared/model/mixture.ts';
import type { Play, PlayStart } from '../../shared/model/player.ts';
import type { Method, PriorOptions } from '../../shared/model/variational.ts';
import type { Client } from '../client.ts';
import { isOpen, joined, mostIterations, portion, type Run } from './player-run.ts';

/** What a run is asked with. */
export interface Asked {
  readonly method: Method;
  readonly bayesian: PriorOptions | null;
  readonly columns: readonly string[];
  readonly k: number;
  readonly family: FamilyCode;
  readonly seed: number;
  readonly start: PlayStart;
}

/** Its first iterations, `limit` at most. */
export function askRun(client: Client, asked: Asked, limit: number): Promise<Play & Pick<Run, 'evidence'>> {
  const { columns, k, family, seed, start, method, bayesian } = asked;
  const options = { columns: [...columns], k, family, seed, start, limit };
  return method === 'em' ? client.call('em.play', options) : client.call('variational.play', { ...options, bayesian });
}

/** The run as it grows, a portion at a time, for as long as somebody asks on: nobody waits for more. `rows`: that it is fitted to. */
export async function* grown(client: Client, begun: Run, seed: number, rows: number): AsyncGenerator<Run> {
  let run = begun;
  while (isOpen(run)) {
    const { columns, k, mixtures, steps } = run;
    const limit = Math.min(portion(rows, k, columns.length), mostIterations - steps.at(-1)!.iteration);
    const further = await askRun(client, { ...run, seed, start: { kind: 'mixture', mixture: mixtures.at(-1)! } }, limit);
    if (further.steps.length <= 2 && !further.converged) return;
    run = joined(run, further);
    yield run;
  }
}
