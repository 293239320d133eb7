/** A page of cells as text, column by column; null = missing. */
export type Page = readonly (readonly (string | null)[])[];

export interface Pages {
  /** Cell of a row; undefined while its page is not here. */
  cell(row: number, column: number): string | null | undefined;
  /** These rows are to be shown: what is not here yet is fetched, the latest wish first. */
  want(from: number, to: number): void;
  clear(): void;
}

/**
 * Pages of a long table, fetched as they come into sight. At most two are on their way at a time, so that a fast scroll
 * does not ask for everything it passes; of those not yet asked for only the latest wish counts.
 */
export function pages(
  fetch: (from: number, count: number) => Promise<Page>,
  options: { readonly rows: number; readonly size: number; readonly keep: number },
  arrived: () => void,
): Pages {
  const { rows, size, keep } = options;
  let known = new Map<number, Page>();
  const coming = new Set<number>();
  let wished: number[] = [];

  /** The pages longest here go first; none of those in sight. */
  const forget = (all: Map<number, Page>) => {
    const spare = [...all.keys()].filter((one) => !wished.includes(one));
    for (const one of spare.slice(0, Math.max(0, all.size - keep))) all.delete(one);
  };

  const next = () => {
    while (coming.size < 2) {
      const page = wished.find((one) => !known.has(one) && !coming.has(one));
      if (page === undefined) return;
      coming.add(page);
      const mine = known;
      fetch(page * size, Math.min(size, rows - page * size))
        .then((cells) => {
          mine.set(page, cells);
          forget(mine);
          if (mine === known) arrived();
        })
        .catch(() => {
          // A page that did not come is asked for again when it is next in sight.
          wished = wished.filter((one) => one !== page);
        })
        .finally(() => {
          coming.delete(page);
          next();
        });
    }
  };

  return {
    cell(row, column) {
      const page = known.get(Math.floor(row / size));
      return page ? (page[column]?.[row % size] ?? null) : undefined;
    },
    want(from, to) {
      const first = Math.max(0, Math.floor(from / size));
      const last = Math.floor(Math.min(rows - 1, to) / size);
      wished = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
      next();
    },
    clear() {
      known = new Map();
      wished = [];
    },
  };
}
