import {
  type Combine,
  cleared,
  combine,
  excludedBit,
  hiddenBit,
  inverted,
  marked,
  onlySelected,
  type RowSet,
  rowsWith,
  type StateCounts,
  selectedBit,
  selectedRows,
  stateCounts,
} from './flags.ts';

const bits = { selected: selectedBit, hidden: hiddenBit, excluded: excludedBit } as const;
export type RowState = keyof typeof bits;

/** The one row selection that all views share, and which rows are hidden and excluded. */
export class Selection {
  /** One byte a row, see flags.ts; empty = no row is anything. Replaced as a whole, never written into. */
  rows: Uint8Array = $state.raw(new Uint8Array(0));
  /** Rows of the data set. */
  size = $state(0);
  readonly counts: StateCounts = $derived(stateCounts(this.rows));
  /** Selected rows. */
  readonly count: number = $derived(this.counts.selected);
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What the project remembers; nothing is written back. */
  load(size: number, rows: Uint8Array): void {
    this.size = size;
    this.rows = rows.length === size ? rows : new Uint8Array(0);
  }

  /** As it was at another time: undo and redo. */
  restore(rows: Uint8Array): void {
    if (rows.length === 0 || rows.length === this.size) this.#set(rows);
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

  all(): void {
    this.replace(new Uint8Array(this.size).fill(1));
  }

  /** Selects exactly the rows that have the state. */
  pick(state: RowState): void {
    this.replace(rowsWith(this.rows, this.size, bits[state]));
  }

  /** The selected rows get the state, or lose it. */
  mark(state: 'hidden' | 'excluded', on = true): void {
    if (this.count > 0) this.#set(marked(this.rows, this.size, bits[state], on));
  }

  /** No row has the state any more. */
  reset(state: 'hidden' | 'excluded'): void {
    if (this.counts[state] > 0) this.#set(cleared(this.rows, this.size, bits[state]));
  }

  /** What is not selected is hidden. */
  showOnly(): void {
    if (this.count > 0) this.#set(onlySelected(this.rows, this.size));
  }

  #set(rows: Uint8Array): void {
    this.rows = rows;
    this.#changed();
  }
}
