/** The columns' shares in a row's log-odds as bars about a common zero. */
export interface OddsBar {
  /** Index of the column; null: the mixing weights. */
  readonly column: number | null;
  readonly share: number;
  /** Left end and width of the bar, as shares of the room: 0…1. */
  readonly from: number;
  readonly width: number;
}

export interface OddsBars {
  /** Where 0 lies, 0…1. */
  readonly zero: number;
  readonly bars: readonly OddsBar[];
}

/** The mixing weights first, then the columns, the strongest first; equal ones in their order. */
export function oddsBars(prior: number, columns: ArrayLike<number>): OddsBars {
  const entries = Array.from({ length: columns.length }, (_, column) => ({ column, share: columns[column]! }));
  entries.sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.column - b.column);
  const all: { readonly column: number | null; readonly share: number }[] = [{ column: null, share: prior }, ...entries];
  const low = Math.min(0, ...all.map(({ share }) => share));
  const high = Math.max(0, ...all.map(({ share }) => share));
  const span = high - low || 1;
  const at = (value: number) => (value - low) / span;
  const bars = all.map(({ column, share }) => ({
    column,
    share,
    from: at(Math.min(0, share)),
    width: Math.abs(share) / span,
  }));
  return { zero: at(0), bars };
}
