import { type ColumnProfile, isNumeric } from '../../../shared/model/column.ts';
import type { MatrixColumn } from '../../charts/matrix.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { ColumnValues } from '../mixture/column-values.svelte.ts';
import { completeness } from '../mixture/incomplete.ts';

/** What the profile says of a column need not be looked for among its values again: there may be a million. */
const matrixColumn = (
  { name, type, min, max, missing, infinite }: ColumnProfile,
  values: Float64Array,
  at: number,
): MatrixColumn => ({
  name,
  values,
  whole: type === 'integer',
  at,
  extent: min === null || max === null ? null : [min, max],
  finite: values.length - missing - infinite,
});

/** The columns to draw with their values and their place in the mixture; null until all are there. */
export class TableColumns {
  readonly #values: ColumnValues;
  readonly all: readonly MatrixColumn[] | null;

  /** To be made while a component is set up: it follows what `names` reads. */
  constructor(lens: Lens, names: () => readonly string[]) {
    this.#values = new ColumnValues(lens, names);
    this.all = $derived.by(() => {
      const profiles = new Map(lens.project.dataset?.columns.filter((one) => isNumeric(one.type)).map((one) => [one.name, one]));
      const found = names().flatMap((name): MatrixColumn[] => {
        const values = this.#values.get(name);
        const profile = profiles.get(name);
        return values && profile ? [matrixColumn(profile, values, lens.picture.columns.indexOf(name))] : [];
      });
      return found.length === names().length && found.length > 0 ? found : null;
    });
  }
}

/** Rows that miss at least one of the cells. */
export function incompleteRows(columns: readonly MatrixColumn[]): number {
  const holed = columns.filter(({ values, finite }) => finite < values.length);
  return completeness(holed.map(({ values }) => values)).incomplete;
}
