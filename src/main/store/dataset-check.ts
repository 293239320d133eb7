import { LensError } from '../../shared/errors.ts';
import { type ColumnCells, holdsValues } from '../../shared/model/column.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import { cellCount } from './chunks.ts';

/** That columns and cells fit together, before anything is written. */
export function assertWhole(dataset: Omit<Dataset, 'id'>, cells: readonly ColumnCells[]): void {
  const names = new Set<string>();
  if (cells.length !== dataset.columns.length)
    throw fault(`${dataset.columns.length} columns came with the cells of ${cells.length}`);
  dataset.columns.forEach((column, j) => {
    const { name, type } = column;
    const own = cells[j]!;
    const key = name.toWellFormed();
    if (names.has(key)) throw fault(`two columns are called '${name}'`);
    names.add(key);
    if (cellCount(own) !== dataset.rows)
      throw fault(`column '${name}' has ${cellCount(own)} cells, the data set ${dataset.rows} rows`);
    if ((own.kind === 'values') !== holdsValues(type)) throw fault(`column '${name}' is of type ${type} and came as ${own.kind}`);
    if (own.kind === 'codes') {
      const row = own.codes.findIndex((code) => code < -1 || code >= own.levels.length);
      if (row >= 0) throw fault(`column '${name}', row ${row + 1}: code ${own.codes[row]} of ${own.levels.length} levels`);
    }
  });
}

const fault = (what: string): LensError =>
  new LensError('internal', `The data set does not hold together: ${what}.`, 'The project is as it was before.');
