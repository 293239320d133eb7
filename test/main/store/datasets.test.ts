import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import type { ColumnCells } from '../../../src/shared/model/column.ts';
import { codes, dataset, detail, finish, generation, random, search, temporaryFolder, values } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;
const path = (): string => folder.at('a.lens');
const reopen = (): ProjectFile => {
  project.close();
  project = openProjectFile(path());
  return project;
};

beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(path());
});
afterEach(() => {
  project.close();
  folder.remove();
});

/** Rows of each table, read past the application. */
const counts = (): Readonly<Record<string, number>> => {
  project.close();
  const db = new Sqlite(path());
  const tables = ['dataset', 'data_column', 'chunk', 'level_chunk', 'fit', 'candidate', 'selection'];
  const all = tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number] as const);
  db.close();
  project = openProjectFile(path());
  return Object.fromEntries(all);
};

const sameCells = (read: ColumnCells, written: ColumnCells): void => {
  if (read.kind === 'values' && written.kind === 'values') {
    // Bit by bit: NaN, −0 and the smallest numbers too.
    expect(Buffer.compare(bytes(read.values), bytes(written.values))).toBe(0);
    expect(read.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  } else if (read.kind === 'codes' && written.kind === 'codes') {
    expect(Buffer.compare(bytes(read.codes), bytes(written.codes))).toBe(0);
    expect(read.levels).toEqual(written.levels);
    expect(read.codes.buffer).toBeInstanceOf(SharedArrayBuffer);
  } else expect(read.kind).toBe(written.kind);
};
const bytes = (array: Float64Array | Int32Array): Buffer =>
  Buffer.from(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));

describe('a data set', () => {
  it('is absent from a new project', () => {
    expect(project.readDataset()).toBeNull();
    expect(() => project.readCells('x')).toThrow("no column 'x'");
  });

  it('comes back as it was written, profile, source, options and report', () => {
    const [about, cells] = dataset({ x: values([1, 2, 3]), 'name ; "odd"': codes([0, -1, 1], ['a', 'b']) });
    const id = finish(project.writeDataset(about, cells));
    expect(project.readDataset()).toEqual({ id, ...about });
    expect(reopen().readDataset()).toEqual({ id, ...about });
  });

  it.each([0, 1, 65_535, 65_536, 65_537])('of %i rows comes back cell by cell', (rows) => {
    const [about, cells] = dataset({
      x: values(Array.from({ length: rows }, (_, i) => Math.sin(i))),
      kind: codes(
        Array.from({ length: rows }, (_, i) => (i % 4) - 1),
        ['a', 'b', 'c'],
      ),
    });
    finish(project.writeDataset(about, cells));
    reopen();
    sameCells(project.readCells('x'), cells[0]!);
    sameCells(project.readCells('kind'), cells[1]!);
  });

  it('without columns is a data set too', () => {
    const id = finish(project.writeDataset({ ...dataset({})[0], rows: 5 }, []));
    expect(reopen().readDataset()).toMatchObject({ id, rows: 5, columns: [] });
  });

  it('keeps NaN, infinities, −0 and the smallest and largest numbers', () => {
    const odd = values([NaN, Infinity, -Infinity, -0, 0, Number.MIN_VALUE, Number.MAX_VALUE, 5e-324, -1e308]);
    const [about, cells] = dataset({ odd });
    finish(project.writeDataset(about, cells));
    sameCells(reopen().readCells('odd'), odd);
  });

  it('keeps odd level and column names', () => {
    const odd = [
      '',
      ' ',
      '\0',
      'a\0b',
      '\n\r\t',
      "'; DROP TABLE dataset; --",
      '"',
      '\\',
      '🦊',
      'e\u0301',
      'é',
      '\ud800',
      '\udfff\ud800',
      'א',
      '\ufeff',
    ];
    const column = codes(
      odd.map((_, i) => i),
      odd,
    );
    const [about, cells] = dataset(Object.fromEntries(odd.slice(0, 11).map((name) => [name, column])));
    finish(project.writeDataset(about, cells));
    reopen();
    expect(project.readDataset()?.columns.map((each) => each.name)).toEqual(odd.slice(0, 11));
    for (const name of odd.slice(0, 11)) sameCells(project.readCells(name), column);
  });

  it('keeps more levels than go into one text', () => {
    const levels = Array.from({ length: 20_000 }, (_, i) => `level ${i}`);
    const column = codes(
      levels.map((_, i) => i),
      levels,
    );
    const [about, cells] = dataset({ column });
    finish(project.writeDataset(about, cells));
    sameCells(reopen().readCells('column'), column);
  });

  it('of any shape comes back (200 drawn at random)', () => {
    const draw = random(7);
    const integer = (below: number) => Math.floor(draw() * below);
    const text = () => String.fromCharCode(...Array.from({ length: integer(5) }, () => integer(0x1_0000)));
    for (let round = 0; round < 200; round++) {
      const rows = integer(40);
      const columns = Object.fromEntries(
        Array.from({ length: 1 + integer(4) }, (_, j): [string, ColumnCells] => {
          if (draw() < 0.5) {
            const raw = new Uint8Array(rows * 8).map(() => integer(256));
            return [`c${j}`, { kind: 'values', values: new Float64Array(raw.buffer) }];
          }
          const levels = Array.from({ length: integer(6) }, text);
          return [
            `c${j}`,
            codes(
              Array.from({ length: rows }, () => integer(levels.length + 1) - 1),
              levels,
            ),
          ];
        }),
      );
      const [about, cells] = dataset(columns);
      finish(project.writeDataset(about, cells));
      about.columns.forEach((column, j) => {
        sameCells(project.readCells(column.name), cells[j]!);
      });
    }
    expect(counts()).toMatchObject({ dataset: 1 });
  });
});

describe('writing a data set', () => {
  it('tells the share done, rising to 1, a chunk a step', () => {
    const [about, cells] = generation(1, 70_000);
    const shares = [...project.writeDataset(about, cells)];
    // Two chunks for each of three columns, one text of levels.
    expect(shares).toHaveLength(7);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('leaves the former one readable, fits and selection too, until the last step', () => {
    const former = finish(project.writeDataset(...generation(1, 10)));
    const kept = project.addFit(search());
    project.addCandidate(kept, detail(1));
    project.writeSelection(new Uint8Array(10).fill(1));
    const steps = project.writeDataset(...generation(2, 70_000));
    for (let step = 0; step < 7; step++) {
      expect(steps.next().done).toBe(false);
      expect(project.readDataset()?.id).toBe(former);
      expect(project.readCells('kind')).toMatchObject({ levels: ['of 1', 'b'] });
      expect(project.fits()).toHaveLength(1);
      expect(project.readSelection()).toHaveLength(10);
    }
    const last = steps.next();
    expect(last.done).toBe(true);
    expect(project.readDataset()).toMatchObject({ id: last.value, rows: 70_000 });
    expect(project.fits()).toEqual([]);
    expect(project.readSelection()).toHaveLength(0);
    expect(counts()).toEqual({ dataset: 1, data_column: 3, chunk: 6, level_chunk: 1, fit: 0, candidate: 0, selection: 0 });
  });

  it('that is given up leaves everything as it was, without a trace', () => {
    const former = finish(project.writeDataset(...generation(1, 10)));
    project.addFit({ ...search(), status: 'done' });
    const before = counts();
    const steps = project.writeDataset(...generation(2, 70_000));
    steps.next();
    steps.next();
    steps.return(0);
    expect(project.readDataset()?.id).toBe(former);
    expect(counts()).toEqual(before);
  });

  it('never gives an id again', () => {
    const steps = project.writeDataset(...generation(1, 10));
    steps.next();
    steps.return(0);
    const first = finish(project.writeDataset(...generation(1, 10)));
    const second = finish(project.writeDataset(...generation(2, 10)));
    expect(first).toBe(2);
    expect(second).toBe(3);
  });

  it('of two at once lets the one that ends last stand', () => {
    const one = project.writeDataset(...generation(1, 10));
    const two = project.writeDataset(...generation(2, 10));
    one.next();
    two.next();
    finish(one);
    const id = finish(two);
    expect(project.readDataset()).toMatchObject({ id, source: { name: 'generation 2' } });
    expect(counts()).toMatchObject({ dataset: 1 });
  });

  it('ends as cancelled when the project is closed, and leaves no trace', () => {
    const steps = project.writeDataset(...generation(1, 70_000));
    steps.next();
    project.close();
    expect(() => steps.next()).toThrow('closed meanwhile');
    project = openProjectFile(path());
    expect(project.readDataset()).toBeNull();
    expect(project.notices.join()).toContain('interrupted');
    expect(counts()).toMatchObject({ dataset: 0, data_column: 0, chunk: 0, level_chunk: 0 });
  });

  it('refuses columns and cells that do not fit together, before it writes', () => {
    const [about, cells] = generation(1, 10);
    const attempts: readonly [Parameters<ProjectFile['writeDataset']>, string][] = [
      [[about, cells.slice(1)], 'the cells of 2'],
      [[{ ...about, rows: 11 }, cells], "'x' has 10 cells"],
      [[{ ...about, columns: [about.columns[0]!, about.columns[1]!, about.columns[0]!] }, cells], "two columns are called 'x'"],
      [[about, [cells[1]!, cells[0]!, cells[2]!]], 'of type number and came as codes'],
      [dataset({ x: codes([0, 2], ['a', 'b']) }), 'row 2: code 2 of 2 levels'],
      [dataset({ x: codes([-2], ['a', 'b']) }), 'row 1: code -2'],
      [
        [{ ...about, columns: about.columns.map((each) => ({ ...each, mean: NaN })) }, cells],
        "profile of column 'x' cannot be kept",
      ],
    ];
    for (const [input, message] of attempts) expect(() => finish(project.writeDataset(...input))).toThrow(message);
    expect(counts()).toMatchObject({ dataset: 0, data_column: 0, chunk: 0 });
  });

  it('gives the room of a replaced data set back when the project is closed', () => {
    finish(project.writeDataset(...generation(1, 200_000)));
    finish(project.writeDataset(...generation(2, 10)));
    reopen();
    project.close();
    const db = new Sqlite(path());
    expect(db.pragma('page_count', { simple: true })).toBeLessThan(40);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
    project = openProjectFile(path());
    expect(project.readCells('kind')).toMatchObject({ levels: ['of 2', 'b'] });
  });
});

describe('a data set that was damaged in the file', () => {
  const damage = (sql: string): void => {
    finish(project.writeDataset(...generation(1, 10)));
    project.close();
    const db = new Sqlite(path());
    db.exec(sql);
    db.close();
    project = openProjectFile(path());
  };

  it('names the column whose cells are off', () => {
    damage('UPDATE chunk SET cells = zeroblob(80) WHERE position = 2');
    expect(() => project.readCells('y')).toThrow("Column 'y': rows 1 to 10 are damaged");
    expect(project.readCells('x').kind).toBe('values');
  });

  it('names a profile, a report or levels that are no JSON or not as they should be', () => {
    damage("UPDATE data_column SET profile = '{' WHERE position = 1; UPDATE level_chunk SET levels = '[1]'");
    expect(() => project.readDataset()).toThrow('The profile of column 2 cannot be read');
    damage('UPDATE dataset SET about = \'{"source": 3}\'');
    expect(() => project.readDataset()).toThrow('The report of the import cannot be read');
    damage("UPDATE level_chunk SET levels = '[1]'");
    expect(() => project.readCells('kind')).toThrow("The levels of column 'kind' cannot be read");
  });
});
