import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToFile } from '../../../src/main/store/connect.ts';
import { migrations } from '../../../src/main/store/migrations/list.ts';
import { openProjectFile } from '../../../src/main/store/project-file.ts';
import { LensError } from '../../../src/shared/errors.ts';
import { startChild } from './child.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
const path = (): string => folder.at('a.lens');

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Opening fails with this, and leaves the file as it was to the byte. */
function expectRefused(code: LensError['code'], message: RegExp, at = path()): void {
  const before = readFileSync(at);
  let thrown: unknown;
  try {
    openProjectFile(at).close();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(LensError);
  const error = thrown as LensError;
  expect(error.message).toMatch(message);
  expect(error.message).toContain(at);
  expect(error.code).toBe(code);
  expect(error.hint).not.toBe('');
  expect(readFileSync(at).equals(before)).toBe(true);
  expect(['-wal', '-shm', '-journal'].filter((side) => existsSync(at + side))).toEqual([]);
}

const createWithData = (): void => {
  const project = openProjectFile(path());
  finish(project.writeDataset(...generation(1, 70_000)));
  project.close();
};

describe('a project file', () => {
  it('is created where there is none, and opened where there is one', () => {
    openProjectFile(path()).close();
    const first = readFileSync(path()).subarray(0, 16).toString('latin1');
    expect(first).toBe('SQLite format 3\0');
    const project = openProjectFile(path());
    expect(project.path).toBe(path());
    expect(project.notices).toEqual([]);
    project.close();
  });

  it('syncs every write, logs ahead and holds its references together', () => {
    const { db } = connectToFile(path(), migrations);
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('locking_mode')).toBe('exclusive');
    db.close();
  });

  it('is one file once it is closed', () => {
    createWithData();
    expect(existsSync(`${path()}-wal`)).toBe(false);
    expect(existsSync(`${path()}-shm`)).toBe(false);
  });

  it('may be reached through a link', () => {
    createWithData();
    symlinkSync(path(), folder.at('link.lens'));
    const project = openProjectFile(folder.at('link.lens'));
    expect(project.readDataset()?.rows).toBe(70_000);
    expect(() => openProjectFile(path())).toThrow('in use');
    project.close();
  });

  it('does not take up the log of a file that was deleted', () => {
    createWithData();
    const project = openProjectFile(path());
    finish(project.writeDataset(...generation(2, 10)));
    copyFileSync(`${path()}-wal`, folder.at('b.lens-wal'));
    project.close();
    const other = openProjectFile(folder.at('b.lens'));
    expect(other.readDataset()).toBeNull();
    other.close();
  });
});

describe('what is no project is refused and left as it is', () => {
  it('a table with the wrong ending', () => {
    writeFileSync(path(), 'x,y\n1,2\n');
    expectRefused('input', /is not a Latent Lens project/);
    writeFileSync(path(), 'x,y\n1,2\n'.repeat(5000));
    expectRefused('input', /is not a Latent Lens project/);
  });

  it('an empty file', () => {
    writeFileSync(path(), '');
    expectRefused('input', /not a Latent Lens project: it is empty/);
  });

  it('the database of another program', () => {
    const db = new Sqlite(path());
    db.exec('CREATE TABLE bookmark (url TEXT)');
    db.close();
    expectRefused('input', /not a Latent Lens project: it is a database of another program/);
  });

  it('a folder', () => {
    mkdirSync(path());
    expect(() => openProjectFile(path())).toThrow('it is a folder');
  });

  it('a place that is not there', () => {
    expect(() => openProjectFile(folder.at('nowhere/a.lens'))).toThrow(expect.objectContaining({ code: 'missing' }));
    expect(() => openProjectFile(folder.at('a.lens '))).toThrow('begins or ends with a blank');
  });
});

describe('a damaged project is refused and left as it is', () => {
  it('when it was cut short', () => {
    createWithData();
    truncateSync(path(), 100_000);
    expectRefused('input', /is damaged/);
  });

  it('when a page was overwritten, be it one that opening has no need of', () => {
    createWithData();
    const db = new Sqlite(path());
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'selection'").pluck().get() as number;
    db.close();
    const bytes = readFileSync(path());
    bytes.fill(0xa5, (page - 1) * 8192, page * 8192);
    writeFileSync(path(), bytes);
    expectRefused('input', /is damaged/);
  });

  it('when its beginning is gone', () => {
    createWithData();
    const bytes = readFileSync(path());
    bytes.fill(0, 0, 100);
    writeFileSync(path(), bytes);
    expectRefused('input', /is not a Latent Lens project: .* damaged/);
  });

  it('when its tables are not there', () => {
    createWithData();
    const db = new Sqlite(path());
    db.exec('DROP TABLE candidate');
    db.close();
    expectRefused('input', /is damaged: no such table: candidate/);
  });
});

describe('a project that may not be written', () => {
  it('is refused', () => {
    createWithData();
    chmodSync(path(), 0o444);
    expectRefused('input', /cannot be written/);
  });
});

describe('a project that is in use', () => {
  it('is refused in the same process', () => {
    const project = openProjectFile(path());
    expect(() => openProjectFile(path())).toThrow('in use');
    finish(project.writeDataset(...generation(1, 10)));
    project.close();
  });

  it('is refused in another process until that is closed or killed', async () => {
    const child = startChild('hold', path());
    await child.line('held');
    expect(() => openProjectFile(path())).toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringContaining('in use') }),
    );
    await child.kill();
    const project = openProjectFile(path());
    expect(project.readView().view).toBe('data');
    project.close();
  });

  it('stays held after others were refused', async () => {
    const project = openProjectFile(path());
    expect(() => openProjectFile(path())).toThrow('in use');
    const child = startChild('hold', path());
    await expect(child.line('held')).rejects.toThrow('ended without');
    project.close();
  });
});

describe('what killed processes left in the folder', () => {
  it('is swept up on opening, what others are at work on is not', () => {
    const dead = '.latent-lens-999999999-0123abcd.tmp';
    const reused = `.latent-lens-${process.pid}-0123abcd.tmp`;
    const others = [`.latent-lens-${process.ppid}-0123abcd.tmp`, `.latent-lens-${process.pid}-4567abcd.tmp`, 'notes.tmp'];
    for (const name of [dead, `${dead}-journal`, reused, ...others]) writeFileSync(folder.at(name), 'x');
    utimesSync(folder.at(reused), 1, 1);
    openProjectFile(path()).close();
    expect([dead, `${dead}-journal`, reused].filter((name) => existsSync(folder.at(name)))).toEqual([]);
    expect(others.filter((name) => existsSync(folder.at(name)))).toEqual(others);
  });
});
