import type { LatentModel } from '../../../shared/contract/latent.ts';
import type { ColumnProfile } from '../../../shared/model/column.ts';

export type Colouring =
  | { readonly by: 'none' | 'clusters' | 'error' | 'part' }
  | { readonly by: 'column'; readonly column: string };

/** Columns that could say what rows are: levels, or whole numbers, that the network did not see. */
const telling = ({ type, levelCount, made }: ColumnProfile): boolean =>
  !made && (type === 'integer' || (levelCount !== null && levelCount >= 2 && levelCount <= 50));

/** What says most of the rows: a column that the network did not see, clusters where there are some, otherwise how well each row is told. */
export function usualColouring(model: LatentModel, columns: readonly ColumnProfile[], clustered: boolean): Colouring {
  const unseen = columns.find((column) => !model.options.columns.includes(column.name) && telling(column));
  if (unseen) return { by: 'column', column: unseen.name };
  return { by: clustered ? 'clusters' : 'error' };
}

/** A colouring as a sentence goes on with it. */
export const colouringName = (colouring: Colouring): string =>
  colouring.by === 'column'
    ? colouring.column
    : { none: 'nothing', clusters: 'cluster', error: 'reconstruction error', part: 'part (trained on, held out)' }[colouring.by];
