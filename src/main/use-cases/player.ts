import type { Output, Parsed } from '../../shared/contract.ts';
import type { PlayStart } from '../../shared/model/player.ts';
import type { Start } from '../engine/mixture/player/start.ts';
import { type Context, openSession } from './context.ts';
import { presentExclusion } from './exclusion.ts';
import { toArrays, toLists } from './mixtures.ts';
import { prepared } from './prepared.ts';

/** The same floor as fits have unless told otherwise: a share of each column's variance. */
const floor = 1e-6;

/** EM to be watched, in the data's own units. On the light thread: a person waits for it, and it is short by its limit. */
export async function playEm(context: Context, { start, columns, ...rest }: Parsed<'em.play'>): Promise<Output<'em.play'>> {
  const session = openSession(context);
  const exclusion = presentExclusion(session)?.id ?? null;
  const subject = { columns, missing: 'drop', weights: null, exclusion } as const;
  const ready = await prepared(context, session, subject, 'none');
  const options = { ...rest, columns, floor, start: engineStart(start, ready.used) };
  const { mixtures, steps, converged } = await context.light.run('play', { rows: ready.rows, options });
  return { mixtures: mixtures.map(toLists), steps: [...steps], converged };
}

export function engineStart(start: PlayStart, used: Int32Array): Start {
  switch (start.kind) {
    case 'means':
      return { kind: 'means', means: Float64Array.from(start.means.flat()) };
    case 'mixture':
      return { kind: 'mixture', mixture: toArrays(start.mixture) };
    case 'group': {
      const asked = new Set(start.rows);
      return { kind: 'group', rows: Int32Array.from(used.keys()).filter((i) => asked.has(used[i])) };
    }
    default:
      return start;
  }
}
