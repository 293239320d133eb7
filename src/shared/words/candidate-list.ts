import { ksText } from '../model/ks.ts';
import type { Candidate, Fit } from '../model/mixture.ts';

type Cell = Pick<Candidate, 'k' | 'family'>;

/** 'VVV K = 3'; 'VVV, EEE K = 2–9; VII K = 4, 6'. */
export function candidateList(candidates: readonly Cell[]): string {
  const ks = Map.groupBy(candidates, ({ family }) => family);
  const alike = Map.groupBy(ks.keys(), (family) => ksText(ks.get(family)!.map(({ k }) => k)));
  return [...alike].map(([text, codes]) => `${codes.join(', ')} K = ${text}`).join('; ');
}

/** What a search that was stopped had been asked for and did not come to; none while it runs. */
export function unfitted({
  status,
  options: { ks, families },
  candidates,
}: Pick<Fit, 'status' | 'options' | 'candidates'>): Cell[] {
  if (status === 'running' || status === 'done') return [];
  return families.flatMap((family) =>
    ks.filter((k) => !candidates.some((one) => one.k === k && one.family === family)).map((k) => ({ k, family })),
  );
}

/** ' Not fitted: K = 2–9.' where every family lacks the same, ' Not fitted: VVV K = 2–9; EEE K = 3.' otherwise; '' when nothing is missing. */
export function notFitted(fit: Fit): string {
  const missing = unfitted(fit);
  if (missing.length === 0) return '';
  const list = candidateList(missing);
  const every = `${fit.options.families.join(', ')} K = `;
  return ` Not fitted: ${list.startsWith(every) ? list.slice(every.length - 'K = '.length) : list}.`;
}
