import { isNumeric } from '../../../shared/model/column.ts';
import type { MatrixColumn } from '../../charts/matrix.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { ColumnValues } from '../mixture/column-values.svelte.ts';

/** The columns to draw with their values and their place in the mixture; null until all are there. */
export class TableColumns {
  readonly #values: ColumnValues;
  readonly all: readonly MatrixColumn[] | null;

  /** To be made while a component is set up: it follows what `names` reads. */
  constructor(lens: Lens, names: () => readonly string[]) {
    this.#values = new ColumnValues(lens, names);
    this.all = $derived.by(() => {
      const types = new Map(
        lens.project.dataset?.columns.filter((one) => isNumeric(one.type)).map((one) => [one.name, one.type]),
      );
      const found = names().flatMap((name): MatrixColumn[] => {
        const values = this.#values.get(name);
        return values ? [{ name, values, whole: types.get(name) === 'integer', at: lens.picture.columns.indexOf(name) }] : [];
      });
      return found.length === names().length && found.length > 0 ? found : null;
    });
  }
}
