import { columnMoments, type Rows, takeRows } from '../rows.ts';

/** In these standard deviations values are rounded: coarser than what a change of units does to their last bits. */
const grain = 2 ** -30;

/** The rows of a fold and those of the others, in units in which the others have mean 0 and standard deviation 1. */
export interface StandardFold {
  readonly train: Rows;
  readonly own: Rows;
  /** Indices into the rows of those held out, ascending. */
  readonly places: Int32Array;
  /** Nats: what to take from a log density in these units to get one in the units of the rows, Σ log s. */
  readonly logScale: number;
}

/**
 * Centres and scales by the rows trained on alone (their population standard deviation), so that nothing of the rows held
 * out is known, and so that a score does not depend on units even where a model does: rounded to 2⁻³⁰ the rows are the
 * same bits in any. Where a column has no spread in the rows trained on, `column` says which.
 */
export function* standardFold(
  rows: Rows,
  fold: Int32Array,
  held: number,
): Generator<number, StandardFold | { readonly column: number }> {
  const train: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < rows.n; i++) (fold[i] === held ? own : train).push(i);
  const others = takeRows(rows, train);
  const left = takeRows(rows, own);
  const { means, variances } = yield* columnMoments(others);
  let logScale = 0;
  for (let j = 0; j < rows.d; j++) {
    const scale = Math.sqrt(variances[j]);
    if (!(scale > 0 && Number.isFinite(1 / scale))) return { column: j };
    logScale += Math.log(scale);
    for (const part of [others, left])
      for (let i = j * part.n; i < (j + 1) * part.n; i++)
        part.data[i] = Math.round((part.data[i] - means[j]) / scale / grain) * grain;
  }
  return { train: others, own: left, places: Int32Array.from(own), logScale };
}
