import type { ColumnCells } from '../../shared/model/column.ts';

/** Columns fetched once each; those asked for in the same turn travel in one call. */
export interface CellCache {
  get(column: string): Promise<ColumnCells>;
  clear(): void;
}

export function cellCache(fetch: (columns: string[]) => Promise<readonly ColumnCells[]>): CellCache {
  let known = new Map<string, Promise<ColumnCells>>();
  let batch: { columns: string[]; cells: Promise<readonly ColumnCells[]> } | null = null;
  return {
    get(column) {
      const there = known.get(column);
      if (there) return there;
      if (!batch) {
        const columns: string[] = [];
        const cells = Promise.resolve().then(() => {
          batch = null;
          return fetch(columns);
        });
        batch = { columns, cells };
      }
      const at = batch.columns.push(column) - 1;
      const mine = known;
      const cells = batch.cells.then((all) => all[at]!);
      // A failure is not kept: the next one who asks tries again.
      cells.catch(() => mine.delete(column));
      known.set(column, cells);
      return cells;
    },
    clear() {
      known = new Map();
    },
  };
}
