import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { ViewState } from '../../../src/shared/model/project.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;
const reopen = (between: (db: Sqlite.Database) => void = () => {}): ProjectFile => {
  project.close();
  const db = new Sqlite(folder.at('a.lens'));
  between(db);
  db.close();
  project = openProjectFile(folder.at('a.lens'));
  return project;
};

beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(folder.at('a.lens'));
});
afterEach(() => {
  project.close();
  folder.remove();
});

describe('the view', () => {
  it('of a new project is the first one', () => {
    expect(project.readView()).toEqual(ViewState.parse({}));
  });

  it('comes back as it was left', () => {
    const view: ViewState = {
      ...ViewState.parse({}),
      view: 'mixture',
      chosen: ['x', 'y'],
      x: 'x',
      y: null,
      shown: { fit: 3, k: 2, family: 'VVV' },
      merges: [{ fit: 3, k: 2, family: 'VVV', groups: [[1, 2]] }],
      ellipse: 0.95,
      form: { ks: [1, 2], families: ['VVV'], deep: { er: null } },
    };
    project.writeView(view);
    expect(project.readView()).toEqual(view);
    expect(reopen().readView()).toEqual(view);
  });

  it('outlives a change of data', () => {
    project.writeView(ViewState.parse({ view: 'data' }));
    finish(project.writeDataset(...generation(1, 3)));
    expect(project.readView().view).toBe('data');
  });

  it('that was damaged is named', () => {
    reopen((db) => db.exec('UPDATE project SET view = \'{"view": "nowhere"}\''));
    expect(() => project.readView()).toThrow('The view cannot be read from the project file (at view');
  });
});

describe('the selection', () => {
  it('is empty at first', () => {
    expect(project.readSelection()).toEqual(new Uint8Array(0));
  });

  it('comes back as it was left, and can be taken back', () => {
    finish(project.writeDataset(...generation(1, 3)));
    project.writeSelection(Uint8Array.of(1, 0, 7));
    expect(reopen().readSelection()).toEqual(Uint8Array.of(1, 0, 7));
    project.writeSelection(new Uint8Array(0));
    expect(reopen().readSelection()).toEqual(new Uint8Array(0));
  });

  it('may come from shared memory or a part of an array', () => {
    finish(project.writeDataset(...generation(1, 3)));
    const shared = new Uint8Array(new SharedArrayBuffer(5));
    shared.set([9, 1, 2, 3, 9]);
    project.writeSelection(shared.subarray(1, 4));
    expect(project.readSelection()).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('has a byte for each row', () => {
    expect(() => project.writeSelection(Uint8Array.of(1))).toThrow('1 rows does not fit a data set of 0');
    finish(project.writeDataset(...generation(1, 3)));
    expect(() => project.writeSelection(Uint8Array.of(1, 1))).toThrow('2 rows does not fit a data set of 3');
    expect(project.readSelection()).toEqual(new Uint8Array(0));
  });
});
