import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToFile } from '../../../src/main/store/connect.ts';
import { newestVersion } from '../../../src/main/store/migrate.ts';
import { migrations } from '../../../src/main/store/migrations/list.ts';
import type { Migration } from '../../../src/main/store/migrations/migration.ts';
import { openProjectFile } from '../../../src/main/store/project-file.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
const path = (): string => folder.at('a.lens');
const next = newestVersion(migrations) + 1;
const added: Migration = { version: next, run: (db) => db.exec('CREATE TABLE note (text TEXT) STRICT') };
const failing: Migration = {
  version: next + 1,
  run(db) {
    db.exec('CREATE TABLE half (text TEXT); DELETE FROM dataset');
    throw new Error('The power went.');
  },
};

beforeEach(() => {
  folder = temporaryFolder();
  const project = openProjectFile(path());
  finish(project.writeDataset(...generation(1, 10)));
  project.close();
});
afterEach(() => folder.remove());

const look = (at = path()): { readonly version: unknown; readonly tables: unknown[]; readonly rows: unknown } => {
  const db = new Sqlite(at);
  const version = db.pragma('user_version', { simple: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const rows = db.prepare('SELECT rows FROM dataset').pluck().get();
  db.close();
  return { version, tables, rows };
};

describe('the formats', () => {
  it('are numbered upwards from 1', () => {
    const versions = migrations.map((each) => each.version);
    expect(versions[0]).toBe(1);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});

describe('a project of an older format', () => {
  it('is brought to the newest, and the file as it was is kept beside it', () => {
    const { db, notices } = connectToFile(path(), [...migrations, added]);
    db.close();
    const backup = `${path()}.backup-v${next - 1}`;
    expect(notices).toEqual([
      `The project was brought from format ${next - 1} to ${next}. The file as it was is kept as ${backup}.`,
    ]);
    expect(look()).toMatchObject({ version: next, rows: 10 });
    expect(look().tables).toContain('note');
    expect(look(backup)).toMatchObject({ version: next - 1, rows: 10 });
    const former = openProjectFile(backup);
    expect(former.readCells('x')).toMatchObject({ kind: 'values' });
    former.close();
  });

  it('is as it was when a step fails, and can be tried again', () => {
    expect(() => connectToFile(path(), [...migrations, added, failing])).toThrow('The power went.');
    expect(look()).toMatchObject({ version: next - 1, rows: 10 });
    expect(look().tables).not.toContain('note');
    connectToFile(path(), [...migrations, added]).db.close();
    expect(look()).toMatchObject({ version: next, rows: 10 });
    expect(readdirSync(folder.path).sort()).toEqual(['a.lens', `a.lens.backup-v${next - 1}`]);
  });

  it('has its references checked again afterwards', () => {
    const { db } = connectToFile(path(), [...migrations, added]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });
});

describe('a project of the present format', () => {
  it('is not copied', () => {
    openProjectFile(path()).close();
    expect(existsSync(`${path()}.backup-v${next - 1}`)).toBe(false);
  });
});

describe('a project of a newer format', () => {
  it('is refused and left as it is', () => {
    connectToFile(path(), [...migrations, added]).db.close();
    const before = readFileSync(path());
    expect(() => openProjectFile(path())).toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringContaining(`newer Latent Lens (format ${next}`) }),
    );
    expect(readFileSync(path()).equals(before)).toBe(true);
  });
});
