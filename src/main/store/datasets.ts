import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LensError } from '../../shared/errors.ts';
import { type ColumnCells, ColumnProfile, holdsValues } from '../../shared/model/column.ts';
import { Dataset } from '../../shared/model/dataset.ts';
import { type Chunk, chunkLevels, chunkRows, packChunk, partsOf, unpackChunks } from './chunks.ts';
import { assertWhole } from './dataset-check.ts';
import { fromJson, toJson } from './json.ts';
import { ownColumnsIn } from './own-columns.ts';

const About = Dataset.pick({ source: true, options: true, report: true });
const Levels = z.array(z.string());

export interface Datasets {
  /** Id of the data set that the project stands on. */
  current(): number | null;
  read(): Dataset | null;
  cells(column: string): ColumnCells;
  write(dataset: Omit<Dataset, 'id'>, cells: readonly ColumnCells[]): Generator<number, number>;
  addColumn(profile: ColumnProfile, cells: ColumnCells): void;
  removeColumn(name: string): void;
  /** Drops data sets that are not the project's: imports that did not end. Answers with how many there were. */
  dropUnfinished(): number;
}

export function datasetsIn(db: Database): Datasets {
  const sql = {
    current: db.prepare<[], number | null>('SELECT dataset FROM project').pluck(),
    dataset: db.prepare<[number], { rows: number; about: string }>('SELECT rows, about FROM dataset WHERE id = ?'),
    profiles: db.prepare<[number], string>('SELECT profile FROM data_column WHERE dataset = ? ORDER BY position').pluck(),
    column: db.prepare<[number, string], { position: number; profile: string }>(
      'SELECT position, profile FROM data_column WHERE dataset = ? AND name = ?',
    ),
    chunk: db.prepare<[number, number, number], Chunk>(
      'SELECT crc, cells FROM chunk WHERE dataset = ? AND position = ? AND part = ?',
    ),
    levels: db
      .prepare<[number, number], string>('SELECT levels FROM level_chunk WHERE dataset = ? AND position = ? ORDER BY part')
      .pluck(),
    addDataset: db.prepare<[number, string]>('INSERT INTO dataset (rows, about) VALUES (?, ?)'),
    addColumn: db.prepare<[number, number, string, string]>(
      'INSERT INTO data_column (dataset, position, name, profile) VALUES (?, ?, ?, ?)',
    ),
    addChunk: db.prepare<[number, number, number, number, Uint8Array]>(
      'INSERT INTO chunk (dataset, position, part, crc, cells) VALUES (?, ?, ?, ?, ?)',
    ),
    addLevels: db.prepare<[number, number, number, string]>(
      'INSERT INTO level_chunk (dataset, position, part, levels) VALUES (?, ?, ?, ?)',
    ),
    switchTo: db.prepare<[number]>('UPDATE project SET dataset = ?'),
    remove: db.prepare<[number]>('DELETE FROM dataset WHERE id = ?'),
    dropUnfinished: db.prepare('DELETE FROM dataset WHERE id IS NOT (SELECT dataset FROM project)'),
  };

  const current = (): number | null => sql.current.get() ?? null;

  const begin = db.transaction((dataset: Omit<Dataset, 'id'>): number => {
    const about = toJson(About, dataset, 'The report of the import');
    const id = Number(sql.addDataset.run(dataset.rows, about).lastInsertRowid);
    dataset.columns.forEach((column, position) => {
      const profile = toJson(ColumnProfile, column, `The profile of column '${column.name}'`);
      sql.addColumn.run(id, position, column.name.toWellFormed(), profile);
    });
    return id;
  });

  const finish = db.transaction((id: number): void => {
    const former = current();
    sql.switchTo.run(id);
    if (former !== null) sql.remove.run(former);
  });

  function* write(dataset: Omit<Dataset, 'id'>, cells: readonly ColumnCells[]): Generator<number, number> {
    assertWhole(dataset, cells);
    const parts = partsOf(dataset.rows, chunkRows);
    const total = cells.reduce(
      (sum, column) => sum + parts + (column.kind === 'codes' ? partsOf(column.levels.length, chunkLevels) : 0),
      0,
    );
    const id = begin(dataset);
    let written = 0;
    let finished = false;
    try {
      for (const [position, column] of cells.entries()) {
        for (let part = 0; part < parts; part++) {
          const chunk = packChunk(column, part);
          sql.addChunk.run(id, position, part, chunk.crc, chunk.cells);
          yield ++written / total;
        }
        if (column.kind === 'values') continue;
        for (let part = 0; part < partsOf(column.levels.length, chunkLevels); part++) {
          const levels = column.levels.slice(part * chunkLevels, (part + 1) * chunkLevels);
          sql.addLevels.run(id, position, part, JSON.stringify(levels));
          yield ++written / total;
        }
      }
      finish(id);
      finished = true;
      return id;
    } finally {
      // A closed project drops it when it is opened next.
      if (!finished && db.open) sql.remove.run(id);
    }
  }

  return {
    current,
    read() {
      const id = current();
      const row = id === null ? undefined : sql.dataset.get(id);
      if (id === null || !row) return null;
      const columns = sql.profiles.all(id).map((text, i) => fromJson(ColumnProfile, text, `The profile of column ${i + 1}`));
      return { id, rows: row.rows, columns, ...fromJson(About, row.about, 'The report of the import') };
    },
    cells(name) {
      const id = current();
      const dataset = id === null ? undefined : sql.dataset.get(id);
      const column = id === null ? undefined : sql.column.get(id, name.toWellFormed());
      if (id === null || !dataset || !column)
        throw new LensError('missing', `There is no column '${name}' in this project.`, 'Choose one of its columns.');
      const { type } = fromJson(ColumnProfile, column.profile, `The profile of column '${name}'`);
      const what = `Column '${name}'`;
      const chunk = (part: number) => sql.chunk.get(id, column.position, part);
      if (holdsValues(type)) return { kind: 'values', values: new Float64Array(unpackChunks(dataset.rows, 8, chunk, what)) };
      const levels = sql.levels
        .all(id, column.position)
        .flatMap((text) => fromJson(Levels, text, `The levels of column '${name}'`));
      return { kind: 'codes', codes: new Int32Array(unpackChunks(dataset.rows, 4, chunk, what)), levels };
    },
    write,
    ...ownColumnsIn(db, current),
    dropUnfinished: () => sql.dropUnfinished.run().changes,
  };
}
