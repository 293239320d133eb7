import { isNumeric } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import type { Shown } from '../../state/shown.ts';

/** What the figures of the pages are drawn of: the person's own columns. */
export interface Subject {
  readonly columns: readonly string[];
  /** Components of the figures: those of the fit shown, as far as they can be told apart in a small figure. */
  readonly k: number;
  readonly rows: number;
}

/** More columns make the figures slow and say no more. */
const mostColumns = 6;

/** The columns of the fit shown, otherwise those ticked, otherwise the first ones that vary; null where there is none. */
export function subjectOf(dataset: Dataset | null, shown: Shown | null, chosen: readonly string[]): Subject | null {
  if (!dataset) return null;
  const usable = dataset.columns.filter(
    ({ type, infinite, min, max }) => isNumeric(type) && infinite === 0 && min !== null && max !== null && min < max,
  );
  const names = usable.map(({ name }) => name);
  const own = (wanted: readonly string[]) => wanted.filter((name) => names.includes(name));
  const fitted = own(shown?.fit.options.columns ?? []);
  const ticked = own(chosen);
  const columns = (fitted.length > 0 ? fitted : ticked.length > 0 ? ticked : names).slice(0, mostColumns);
  if (columns.length === 0) return null;
  const found = shown ? (shown.candidate.effectiveComponents ?? shown.candidate.k) : 3;
  return { columns, k: Math.min(5, Math.max(2, found)), rows: dataset.rows };
}
