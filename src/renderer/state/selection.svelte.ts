import { type Combine, combine, countSelected, inverted, type RowSet, selectedBit, selectedRows } from './flags.ts';

/** The one row selection that all views share. */
export class Selection {
  /** One byte a row, see flags.ts; empty = no row is selected. */
  rows: Uint8Array = $state.raw(new Uint8Array(0));
  /** Rows of the data set. */
  size = $state(0);
  readonly count: number = $derived(countSelected(this.rows));
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What the project remembers; nothing is written back. */
  load(size: number, rows: Uint8Array): void {
    this.size = size;
    this.rows = rows.length === size ? rows : new Uint8Array(0);
  }

  has(row: number): boolean {
    return ((this.rows[row] ?? 0) & selectedBit) !== 0;
  }

  indices(): Int32Array {
    return selectedRows(this.rows);
  }

  apply(rows: RowSet, how: Combine): void {
    this.#set(combine(this.rows, this.size, rows, how));
  }

  replace(rows: RowSet): void {
    this.apply(rows, 'replace');
  }

  add(rows: RowSet): void {
    this.apply(rows, 'add');
  }

  subtract(rows: RowSet): void {
    this.apply(rows, 'subtract');
  }

  invert(): void {
    this.#set(inverted(this.rows, this.size));
  }

  clear(): void {
    if (this.count > 0) this.replace([]);
  }

  #set(rows: Uint8Array): void {
    this.rows = rows;
    this.#changed();
  }
}
