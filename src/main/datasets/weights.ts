import { LensError } from '../../shared/errors.ts';
import type { NamedCells } from './cells.ts';

/**
 * The weights of the rows used, in shared memory. A weight says how many rows a row stands for; 0 takes it out. Throws
 * LensError('input') for a text column, a weight that is missing, negative or infinite, and where all are 0.
 */
export function rowWeights({ name, cells }: NamedCells, used: Int32Array): Float64Array {
  const refuse = (what: string, hint: string) => {
    throw new LensError('input', `Column '${name}' cannot weigh rows: ${what}.`, hint);
  };
  const n = used.length;
  const weights = new Float64Array(new SharedArrayBuffer(n * Float64Array.BYTES_PER_ELEMENT));
  if (cells.kind === 'codes') {
    refuse('it holds text, not numbers', 'Choose a numeric column, or read the file again with this column as a number.');
    return weights;
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = cells.values[used[i]];
    if (!(w >= 0 && w < Number.POSITIVE_INFINITY)) {
      const what = Number.isNaN(w) ? 'the weight is missing' : `the weight is ${w}`;
      refuse(`in row ${used[i] + 1} ${what}`, 'Weights must be finite numbers, 0 or above: mend the column, or choose another.');
    }
    weights[i] = w;
    total += w;
  }
  if (total === 0) refuse('all rows used have weight 0', 'Give some rows a weight above 0, or fit without weights.');
  return weights;
}
