import type { ColumnProfile } from '../../shared/model/column.ts';
import { holdsValues } from '../../shared/model/column.ts';
import { figure } from './format.ts';

/** A column of the virtual table. */
export interface TableColumn {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly numeric: boolean;
  /** Told on hover. */
  readonly title: string;
}

/** A column in sight: which one, and how far from the left edge of the table it begins, pixels. */
export interface PlacedColumn {
  readonly column: TableColumn;
  readonly at: number;
  readonly left: number;
}

/** Pixels of a digit in the widest of the usual system fonts, and of a letter in a bold head. */
export const digit = 8.4;
const bold = 9;
const padding = 26;

/** Wide enough for the name and for the longest cell seen so far (in characters), within reason. */
export function tableColumn(profile: ColumnProfile, longestSeen: number): TableColumn {
  const { name, type } = profile;
  const known = holdsValues(type)
    ? Math.max(figure(profile.min, 8).length, figure(profile.max, 8).length)
    : Math.max(7, ...(profile.levels ?? []).map((level) => level.name.length));
  const longest = Math.min(36, Math.max(type === 'date' ? 10 : known, longestSeen));
  const width = Math.max(72, Math.min(24, name.length) * bold + padding, longest * digit + padding);
  return { name, width: Math.round(width), numeric: holdsValues(type), title: `${name}: ${type}` };
}

/** What is told of a row beside its number. */
export interface RowState {
  readonly hidden: boolean;
  readonly excluded: boolean;
}
