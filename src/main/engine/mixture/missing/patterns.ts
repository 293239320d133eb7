import type { Rows } from '../../rows.ts';

/** Rows with values in the same columns. */
export interface Pattern {
  /** Columns with a value, ascending, and those without. */
  readonly observed: Int32Array;
  readonly missing: Int32Array;
  /** Its rows have the places from … from + count − 1 of the table's order. */
  readonly from: number;
  readonly count: number;
  /** count × observed.length values, column-major; gathered when they are first asked for. */
  readonly data: Float64Array;
}

/** Rows in the order of their patterns, within a pattern in their own order. */
export interface PatternTable {
  /** n: the row at each place. */
  readonly order: Int32Array;
  /** Rows without any missing cell come first. */
  readonly patterns: readonly Pattern[];
}

/** Groups rows by the columns that they miss. Patterns come in the order of their number of missing cells, then of rows. */
export function patternTable(rows: Rows): PatternTable {
  const { n, d, data } = rows;
  const members = new Map<string, number[]>();
  for (let i = 0; i < n; i++) {
    let key = '';
    for (let j = 0; j < d; j++) if (Number.isNaN(data[j * n + i])) key += `${j} `;
    const known = members.get(key);
    if (known) known.push(i);
    else members.set(key, [i]);
  }
  const missingOf = (key: string) => Int32Array.from(key.split(' ').slice(0, -1), Number);
  const groups = [...members].map(([key, own]) => ({ missing: missingOf(key), own }));
  groups.sort((a, b) => a.missing.length - b.missing.length || a.own[0] - b.own[0]);
  const order = new Int32Array(n);
  let from = 0;
  const patterns = groups.map(({ missing, own }) => {
    const observed = Int32Array.from({ length: d }, (_, j) => j).filter((j) => !missing.includes(j));
    order.set(own, from);
    from += own.length;
    let values: Float64Array | null = null;
    return {
      observed,
      missing,
      from: from - own.length,
      count: own.length,
      get data() {
        values ??= valuesOf(rows, own, observed);
        return values;
      },
    };
  });
  return { order, patterns };
}

/** count × columns, column-major. */
function valuesOf({ n, data }: Rows, own: readonly number[], columns: Int32Array): Float64Array {
  const values = new Float64Array(own.length * columns.length);
  columns.forEach((j, column) => {
    own.forEach((row, i) => {
      values[column * own.length + i] = data[j * n + row];
    });
  });
  return values;
}

/** Patterns are found once for all passes over the same cells in a thread, and forgotten with them. */
const tables = new WeakMap<Float64Array, PatternTable>();

export function tableOf(rows: Rows): PatternTable {
  const known = tables.get(rows.data) ?? patternTable(rows);
  tables.set(rows.data, known);
  return known;
}

/** Row weights at the places of the order, or null. */
export const weightsInOrder = ({ weights }: Rows, order: Int32Array): Float64Array | null =>
  weights ? Float64Array.from(order, (row) => weights[row]) : null;
