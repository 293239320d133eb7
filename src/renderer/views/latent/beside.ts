import type { Decoded } from '../../../shared/contract/latent.ts';
import type { ColumnCells } from '../../../shared/model/column.ts';
import type { ColumnEncoding, LatentEncoding } from '../../../shared/model/latent.ts';
import { momentText } from '../../charts/date-words.ts';
import { decodedText, medianOf } from '../../charts/decoded-profile.ts';
import { among, decimals, figure } from '../../widgets/format.ts';

export interface BesideRow {
  readonly name: string;
  readonly original: string;
  readonly back: string;
  /** Difference in words: standard deviations, or the probability that was held for the own level. */
  readonly off: string;
  readonly far: boolean;
  /** For the order: the larger, the further off; below 0 where the cell is missing. */
  readonly size: number;
}

/** A row's cells beside what is reconstructed of them, the furthest off first; missing cells last. */
export function besideRows(
  encoding: LatentEncoding,
  decoded: Decoded,
  cells: ReadonlyMap<string, ColumnCells>,
  row: number,
): readonly BesideRow[] {
  return encoding.columns
    .map((column, at): BesideRow => {
      const { name, likelihood, center, scale } = column;
      const back = decodedText(decoded.columns[at]!, 0, column);
      const own = cells.get(name);
      const original = textOf(own, row, column);
      if (original === null) return { name, original: 'missing', back, off: '–', far: false, size: -1 };
      const value = decoded.columns[at]!.values[0]!;
      if (likelihood === 'categorical' || (likelihood === 'bernoulli' && column.levels)) {
        const share = shareOf(column.levels ?? [], original, decoded.columns[at]!, likelihood === 'bernoulli' ? value : null);
        return ofOwn(share, { name, original, back });
      }
      const x = own?.kind === 'values' ? own.values[row]! : Number.NaN;
      if (likelihood === 'bernoulli' && (x === center || x === center + scale)) {
        const second = (value - center) / scale;
        return ofOwn(x === center ? 1 - second : second, { name, original, back });
      }
      const deviation =
        likelihood === 'log-normal'
          ? (Math.log(x) - Math.log(medianOf(decoded.columns[at]!, 0))) / scale
          : (x - value) / spreadOf(likelihood, center, scale, value);
      return {
        name,
        original,
        back,
        off: `${deviation >= 0.05 ? '+' : ''}${decimals(deviation, 1)} sd`,
        far: Math.abs(deviation) > 2,
        size: Math.abs(deviation),
      };
    })
    .sort((a, b) => b.size - a.size);
}

/** A cell with a level, or one of two values: off by the probability that was held for its own. */
const ofOwn = (share: number, words: Pick<BesideRow, 'name' | 'original' | 'back'>): BesideRow => ({
  ...words,
  off: `p ${decimals(share, 2)}`,
  far: share < 0.1,
  size: share < 0.1 ? 2 + (0.1 - share) * 10 : (1 - share) * 2,
});

/** What a difference is measured by: the column's standard deviation, of counts that of their rate. */
const spreadOf = (likelihood: string, _center: number, scale: number, value: number): number =>
  likelihood === 'poisson' ? Math.sqrt(Math.max(value, 1e-3)) : scale;

function textOf(cells: ColumnCells | undefined, row: number, { type, likelihood, scale }: ColumnEncoding): string | null {
  if (!cells) return null;
  if (cells.kind === 'codes') return cells.levels[cells.codes[row]!] ?? null;
  const value = cells.values[row]!;
  if (Number.isNaN(value)) return null;
  if (type === 'date') return momentText(value, scale);
  return likelihood === 'gaussian' ? among(value, scale / 10, 5) : figure(value, 5);
}

function shareOf(
  levels: readonly string[],
  own: string,
  { probabilities }: Decoded['columns'][number],
  second: number | null,
): number {
  const at = levels.indexOf(own);
  if (second !== null) return at === 1 ? second : 1 - second;
  return at < 0 ? 0 : (probabilities?.[at] ?? 0);
}
