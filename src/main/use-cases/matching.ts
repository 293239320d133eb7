import type { Output, Parsed, RowResults } from '../../shared/contract.ts';
import type { Match } from '../../shared/model/appearance.ts';
import { contingency, margins } from '../engine/doubt/contingency.ts';
import { matchGroups } from '../engine/doubt/matching.ts';
import type { Context } from './context.ts';
import { candidateRows } from './fits.ts';

type Labels = Pick<RowResults, 'k' | 'labels'>;

/** For each component of `now` the one of `before` that it shares most rows with, each taken once. */
export function matchesOf(now: Labels, before: Labels): Match[] {
  const table = contingency(now.labels, now.k, before.labels, before.k);
  const matched = matchGroups(table);
  const { a, b } = margins(table);
  return Array.from({ length: now.k }, (_, c) => {
    const component = matched[c + 1];
    if (component === 0) return { component, overlap: 0 };
    const common = table.counts[(c + 1) * table.columns + component];
    return { component, overlap: common / (a[c + 1] + b[component] - common) };
  });
}

export async function matchCandidates(context: Context, asked: Parsed<'fit.match'>): Promise<Output<'fit.match'>> {
  const [now, before] = await Promise.all([candidateRows(context, asked.candidate), candidateRows(context, asked.before)]);
  return { matches: matchesOf(now, before) };
}
