import { type Candidate, type Fit, families } from '../model/mixture.ts';
import { besides } from './besides.ts';
import { counted } from './format.ts';

/** What a picture shows, in one line: K, family, columns, rows, what was beside, seed. */
export function fitCaption(source: string, fit: Fit | null, candidate: Candidate | null): string {
  if (!fit || !candidate) return source;
  const { columns, seed } = fit.options;
  const words = families.find(({ code }) => code === candidate.family)?.words ?? candidate.family;
  const on = columns.length <= 4 ? columns.join(', ') : counted(columns.length, 'column');
  return [
    source,
    `K = ${candidate.k}, ${words} (${candidate.family}) on ${on}`,
    counted(fit.rows, 'row'),
    ...besides(fit),
    `seed ${seed}`,
  ].join(' · ');
}
