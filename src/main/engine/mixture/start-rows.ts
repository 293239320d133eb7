import { type ColumnMoments, type Rows, takeRows, takesPart, totalWeight } from '../rows.ts';
import { fillMissing } from './missing/fill.ts';
import type { Noise } from './mixture.ts';
import { sparseRows } from './noise/sparse.ts';

export interface StartRows {
  readonly rows: Rows;
  /** The noise component with the weight that it begins with. */
  readonly noise: Noise | null;
}

/**
 * The rows that starts are drawn from: those that take part, missing cells filled with the means of their columns; and
 * where there is a noise component the rows that look like noise are left to it.
 */
export function startRows(all: Rows, moments: ColumnMoments, noise: Readonly<Noise> | null): StartRows {
  const rows = fillMissing(
    rowsWhere(all, (i) => takesPart(all, i)),
    moments.means,
  );
  if (noise === null) return { rows, noise };
  const sparse = sparseRows(rows, moments);
  const kept = rowsWhere(rows, (i) => sparse[i] === 0);
  return { rows: kept, noise: { ...noise, weight: 1 - totalWeight(kept) / totalWeight(rows) } };
}

function rowsWhere(rows: Rows, test: (i: number) => boolean): Rows {
  const found: number[] = [];
  for (let i = 0; i < rows.n; i++) if (test(i)) found.push(i);
  return found.length === rows.n ? rows : takeRows(rows, found);
}
