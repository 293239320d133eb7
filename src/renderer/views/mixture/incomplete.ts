import { excludedBit } from '../../../shared/model/row-states.ts';
import { counted, whole } from '../../widgets/format.ts';

/** How the rows of a table that are not excluded stand in some of its columns. */
export interface Completeness {
  readonly rows: number;
  readonly excluded: number;
  /** Rows that miss at least one of the cells. */
  readonly incomplete: number;
  /** Of those, rows that have none of them. */
  readonly empty: number;
}

/** How many rows have no number in at least one of the columns, and how many in none of them. `states`: a byte a row, or none. */
export function completeness(columns: readonly Float64Array[], states: Uint8Array = new Uint8Array(0)): Completeness {
  const rows = columns[0]?.length ?? 0;
  let excluded = 0;
  let incomplete = 0;
  let empty = 0;
  for (let row = 0; row < rows; row++) {
    if (((states[row] ?? 0) & excludedBit) !== 0) {
      excluded += 1;
      continue;
    }
    let missing = 0;
    for (const values of columns) if (Number.isNaN(values[row]!)) missing += 1;
    if (missing > 0) incomplete += 1;
    if (missing === columns.length) empty += 1;
  }
  return { rows: rows - excluded, excluded, incomplete, empty };
}

/** Rows that have no place in the plane of two columns: at least one of the values is not a finite number. */
export function rowsWithoutPlace(xs: Float64Array, ys: Float64Array): number {
  let count = 0;
  for (let row = 0; row < xs.length; row++) if (!Number.isFinite(xs[row]!) || !Number.isFinite(ys[row]!)) count += 1;
  return count;
}

/** Which rows take part in a fit of so many columns, and which do not and why, in words. */
export function partsInWords(found: Completeness, columns: number, missing: 'model' | 'drop'): string {
  const { excluded } = found;
  const out = excluded > 0 ? `; ${whole(excluded)} ${excluded === 1 ? 'is' : 'are'} excluded` : '';
  return `${parts(found, columns, missing)}${out}.`;
}

function parts({ rows, excluded, incomplete, empty }: Completeness, columns: number, missing: 'model' | 'drop'): string {
  if (incomplete === 0) return `All ${excluded > 0 ? `${whole(rows)} other rows` : counted(rows, 'row')} are complete`;
  const take = (count: number) => `${counted(count, 'row')} ${count === 1 ? 'takes' : 'take'} part`;
  const nowhere = columns === 1 ? 'no value there' : 'a value in none of the ticked columns';
  const have = empty === 1 ? 'has' : 'have';
  if (missing === 'model' || columns === 1) {
    const partly = incomplete - empty;
    const said = [take(rows - empty)];
    if (partly > 0) said.push(`${whole(partly)} of them ${partly === 1 ? 'misses' : 'miss'} a cell`);
    if (empty > 0) said.push(`${counted(empty, 'row')} ${have} ${nowhere} and ${empty === 1 ? 'is' : 'are'} left out`);
    return said.join('; ');
  }
  const bare = empty > 0 ? `; ${whole(empty)} of those ${have} ${nowhere}` : '';
  return `${take(rows - incomplete)}; ${whole(incomplete)} left out because a ticked column has no value there${bare}`;
}
