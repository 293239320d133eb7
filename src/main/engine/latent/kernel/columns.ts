import type { Head, Network } from '../network/network.ts';

/** Where the kernel has a column: its outputs among a row's, and its cell among a row's targets. */
export interface Place {
  readonly output: number;
  readonly cell: number;
}

/** The columns in the kernel's order: Gaussian, Bernoulli and Poisson ones side by side in fours, then categorical ones. */
export interface ColumnOrder {
  /** In the order of the network's heads. */
  readonly places: readonly Place[];
  /** Fours of each kind. */
  readonly gaussian: number;
  readonly bernoulli: number;
  readonly poisson: number;
  readonly categorical: readonly { readonly output: number; readonly levels: number }[];
  /** Outputs of a row, a multiple of 8. */
  readonly outputs: number;
  /** Cells of a row, a multiple of 4. */
  readonly cells: number;
}

export const padded = (count: number, multiple: number): number => Math.ceil(count / multiple) * multiple;

export function orderColumns({ heads }: Network): ColumnOrder {
  const places = new Map<Head, Place>();
  let at = 0;
  const run = (kind: Head['kind']): number => {
    const begin = at;
    for (const head of heads) {
      if (head.kind !== kind) continue;
      places.set(head, { output: at, cell: at });
      at++;
    }
    at = padded(at, 4);
    return (at - begin) / 4;
  };
  const gaussian = run('gaussian');
  const bernoulli = run('bernoulli');
  const poisson = run('poisson');
  let output = at;
  const categorical = heads
    .filter(({ kind }) => kind === 'categorical')
    .map((head) => {
      const place = { output, cell: at++ };
      places.set(head, place);
      output += padded(head.width, 4);
      return { output: place.output, levels: head.width };
    });
  return {
    places: heads.map((head) => places.get(head) as Place),
    gaussian,
    bernoulli,
    poisson,
    categorical,
    outputs: padded(output, 8),
    cells: padded(at, 4),
  };
}
