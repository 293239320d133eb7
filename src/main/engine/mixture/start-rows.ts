import { type ColumnMoments, type Rows, takeRows, totalWeight } from '../rows.ts';
import { fillMissing } from './missing/fill.ts';
import type { Noise } from './mixture.ts';
import { sparseRows } from './noise/sparse.ts';

export interface StartRows {
  readonly rows: Rows;
  /** The noise component with the weight that it begins with. */
  readonly noise: Noise | null;
}

/**
 * The rows that starts are drawn from: those of weight 0 take no part, missing cells are filled with the means of their
 * columns, and where there is a noise component the rows that look like noise are left to it.
 */
export function startRows(all: Rows, moments: ColumnMoments, noise: Readonly<Noise> | null): StartRows {
  const { weights } = all;
  const present = weights?.includes(0)
    ? takeRows(
        all,
        indicesWhere(all.n, (i) => weights[i] > 0),
      )
    : all;
  const rows = fillMissing(present, moments.means);
  if (noise === null) return { rows, noise };
  const sparse = sparseRows(rows, moments);
  const kept = takeRows(
    rows,
    indicesWhere(rows.n, (i) => sparse[i] === 0),
  );
  return { rows: kept, noise: { ...noise, weight: 1 - totalWeight(kept) / totalWeight(rows) } };
}

const indicesWhere = (n: number, test: (i: number) => boolean): Int32Array =>
  Int32Array.from({ length: n }, (_, i) => i).filter((i) => test(i));
