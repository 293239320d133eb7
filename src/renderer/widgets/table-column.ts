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

const perCharacter = 7.4;
const padding = 24;

/** Wide enough for the name and the usual cell, within reason. */
export function tableColumn(profile: ColumnProfile): TableColumn {
  const { name, type } = profile;
  const longest =
    type === 'date'
      ? 11
      : holdsValues(type)
        ? Math.max(figure(profile.min, 8).length, figure(profile.max, 8).length)
        : Math.max(4, ...(profile.levels ?? []).map((level) => level.name.length));
  const width = Math.round(Math.min(320, Math.max(72, Math.min(28, Math.max(name.length, longest)) * perCharacter + padding)));
  return { name, width, numeric: holdsValues(type), title: `${name}: ${type}` };
}
