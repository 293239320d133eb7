import { type Rows, takeRows } from '../rows.ts';
import { fillMissing } from './missing/fill.ts';

/**
 * The rows that starts are drawn from: those of weight 0 take no part, and missing cells are filled with the means (d) of
 * their columns.
 */
export function startRows(rows: Rows, means: Float64Array): Rows {
  const { weights } = rows;
  if (!weights?.includes(0)) return fillMissing(rows, means);
  const kept = Int32Array.from(weights.keys()).filter((i) => weights[i] > 0);
  return fillMissing(takeRows(rows, kept), means);
}
