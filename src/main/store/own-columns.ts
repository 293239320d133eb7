import type { Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { type ColumnCells, ColumnProfile } from '../../shared/model/column.ts';
import { cellCount, chunkLevels, chunkRows, packChunk, partsOf } from './chunks.ts';
import { toJson } from './json.ts';

export interface OwnColumns {
  /** Beside the columns that there are, at the end: whole or not at all. */
  addColumn(profile: ColumnProfile, cells: ColumnCells): void;
  removeColumn(name: string): void;
}

/** Columns of the project's own beside those of the file. */
export function ownColumnsIn(db: Database, current: () => number | null): OwnColumns {
  const sql = {
    rows: db.prepare<[number], number>('SELECT rows FROM dataset WHERE id = ?').pluck(),
    next: db.prepare<[number], number>('SELECT coalesce(max(position), -1) + 1 FROM data_column WHERE dataset = ?').pluck(),
    position: db.prepare<[number, string], number>('SELECT position FROM data_column WHERE dataset = ? AND name = ?').pluck(),
    addColumn: db.prepare<[number, number, string, string]>(
      'INSERT INTO data_column (dataset, position, name, profile) VALUES (?, ?, ?, ?)',
    ),
    addChunk: db.prepare<[number, number, number, number, Uint8Array]>(
      'INSERT INTO chunk (dataset, position, part, crc, cells) VALUES (?, ?, ?, ?, ?)',
    ),
    addLevels: db.prepare<[number, number, number, string]>(
      'INSERT INTO level_chunk (dataset, position, part, levels) VALUES (?, ?, ?, ?)',
    ),
    removals: ['chunk', 'level_chunk', 'data_column'].map((table) =>
      db.prepare<[number, number]>(`DELETE FROM ${table} WHERE dataset = ? AND position = ?`),
    ),
  };
  const present = (): number => {
    const id = current();
    if (id === null) throw new LensError('missing', 'The project holds no table yet.', 'Open a table first.');
    return id;
  };

  return {
    addColumn: db.transaction((profile: ColumnProfile, cells: ColumnCells) => {
      const id = present();
      const rows = sql.rows.get(id) ?? 0;
      const what = `Column '${profile.name}'`;
      if (cellCount(cells) !== rows)
        throw new LensError(
          'internal',
          `${what} has ${cellCount(cells)} cells, but the table ${rows} rows.`,
          'Nothing was added.',
        );
      const position = sql.next.get(id)!;
      sql.addColumn.run(id, position, profile.name.toWellFormed(), toJson(ColumnProfile, profile, `The profile of ${what}`));
      for (let part = 0; part < partsOf(rows, chunkRows); part++) {
        const chunk = packChunk(cells, part);
        sql.addChunk.run(id, position, part, chunk.crc, chunk.cells);
      }
      if (cells.kind === 'values') return;
      for (let part = 0; part < partsOf(cells.levels.length, chunkLevels); part++) {
        const levels = cells.levels.slice(part * chunkLevels, (part + 1) * chunkLevels);
        sql.addLevels.run(id, position, part, JSON.stringify(levels));
      }
    }),
    removeColumn: db.transaction((name: string) => {
      const id = present();
      const position = sql.position.get(id, name.toWellFormed());
      if (position === undefined)
        throw new LensError('missing', `There is no column '${name}' in this project.`, 'Choose one of its columns.');
      for (const removal of sql.removals) removal.run(id, position);
    }),
  };
}
