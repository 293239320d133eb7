import type { ColumnCells } from '../../shared/model/column.ts';

/** A column as groups of rows: for each row the index of its value, −1 where it has none. */
export interface Levels {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** The values of a column as groups; null when it has more than `most`. Numbers ascend, names keep the column's order. */
export function levelsOf(cells: ColumnCells, most: number): Levels | null {
  if (cells.kind === 'codes') return cells.levels.length > most ? null : { names: cells.levels, codes: cells.codes };
  const { values } = cells;
  const found = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    found.add(value);
    if (found.size > most) return null;
  }
  const sorted = [...found].sort((a, b) => a - b);
  const places = new Map(sorted.map((value, at) => [value, at]));
  return { names: sorted.map(String), codes: Int32Array.from(values, (value) => places.get(value) ?? -1) };
}
