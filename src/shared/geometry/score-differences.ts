import type { ScoreRows } from '../contract/scoreboard.ts';
import type { ScoreModel } from '../model/scoreboard.ts';

/**
 * Nats that a model gives each row of the data set beyond another, where both held it out: positive where it explains the row
 * better. `total` numbers; NaN for rows that were not compared. Null where one of the models has no figures.
 */
export function scoreDifferences(
  { used, models }: ScoreRows,
  model: ScoreModel,
  other: ScoreModel,
  total: number,
): Float64Array | null {
  const own = models.find((one) => one.model === model)?.nats;
  const theirs = models.find((one) => one.model === other)?.nats;
  if (!own || !theirs) return null;
  const differences = new Float64Array(total).fill(Number.NaN);
  used.forEach((row, i) => {
    differences[row] = own[i]! - theirs[i]!;
  });
  return differences;
}

/** Rows with a difference above the bound, ascending. */
export function rowsAbove(differences: Float64Array, bound: number): Int32Array {
  const rows: number[] = [];
  differences.forEach((value, row) => {
    if (value > bound) rows.push(row);
  });
  return Int32Array.from(rows);
}
