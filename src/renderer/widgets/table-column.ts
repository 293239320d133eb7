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

/** Pixels of a digit, and of a letter in a bold head. */
const digit = 7.4;
const bold = 8.6;
const padding = 26;

/** Wide enough for the name and the usual cell, within reason. */
export function tableColumn(profile: ColumnProfile): TableColumn {
  const { name, type } = profile;
  const longest =
    type === 'date'
      ? 11
      : holdsValues(type)
        ? Math.max(figure(profile.min, 8).length, figure(profile.max, 8).length)
        : Math.max(7, ...(profile.levels ?? []).map((level) => level.name.length));
  const wanted = Math.max(Math.min(24, name.length) * bold, Math.min(36, longest) * digit) + padding;
  return { name, width: Math.round(Math.max(72, wanted)), numeric: holdsValues(type), title: `${name}: ${type}` };
}
