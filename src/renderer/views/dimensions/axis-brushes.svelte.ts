import { rowsWithinAll } from '../../../shared/geometry/intervals.ts';
import type { Range } from '../../../shared/geometry/nice.ts';
import type { MatrixColumn } from '../../charts/matrix.ts';
import { hiddenBit } from '../../state/flags.ts';
import type { Selection } from '../../state/selection.svelte.ts';

/** Intervals brushed on the axes, by column: together they select the rows that pass through all of them. */
export class AxisBrushes {
  all: Readonly<Record<string, Range>> = $state.raw({});
  readonly #selection: Selection;
  readonly #columns: () => readonly MatrixColumn[];
  /** The selection as it was made here: another one takes the intervals away. */
  #made: Uint8Array | null = null;
  #waiting = false;

  /** To be made while a component is set up. */
  constructor(selection: Selection, columns: () => readonly MatrixColumn[]) {
    this.#selection = selection;
    this.#columns = columns;
    $effect(() => {
      const { rows } = selection;
      if (!this.#made || rows === this.#made) return;
      this.#made = null;
      this.all = {};
    });
  }

  /** Null takes the interval away. While dragging there are many a frame: the last of them counts. */
  set(name: string, to: Range | null): void {
    const { [name]: _, ...others } = this.all;
    this.all = to ? { ...others, [name]: to } : others;
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#select();
    });
  }

  #select(): void {
    const within = this.#columns().flatMap(({ name, values }) => {
      const range = this.all[name];
      return range ? [{ values, within: range }] : [];
    });
    const states = this.#selection.rows;
    const mask = rowsWithinAll(within);
    if (states.length === mask.length) for (let row = 0; row < mask.length; row++) if (states[row]! & hiddenBit) mask[row] = 0;
    this.#selection.replace(within.length > 0 ? mask : []);
    this.#made = this.#selection.rows;
  }
}
