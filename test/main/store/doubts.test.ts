import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import type { DoubtOf } from '../../../src/shared/model/doubt-results.ts';
import { finish, generation, search, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;
let fit: number;

beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(folder.at('a.lens'));
  finish(project.writeDataset(...generation(1, 10)));
  fit = project.addFit({ ...search(), status: 'done' });
});
afterEach(() => {
  project.close();
  folder.remove();
});

const test = (family: 'VVV' | 'EEE', pValue: number): DoubtOf<'likelihood-ratio'> => ({
  kind: 'likelihood-ratio',
  options: { kind: 'likelihood-ratio', fit, family, replicates: 9, level: 0.05, seed: 1 },
  result: { tests: [{ k: 1, statistic: 3.5, pValue, bootstrap: [1, 2.25], redrawn: 0 }], k: 1, failure: null },
  created: '2026-01-02T03:04:05.000Z',
  seconds: 0.5,
});

describe('an assessment', () => {
  it('is kept with its fit', () => {
    project.addDoubt(test('VVV', 0.4));
    project.close();
    project = openProjectFile(folder.at('a.lens'));
    expect(project.readDoubts(fit)).toEqual([test('VVV', 0.4)]);
    expect(project.readDoubts(fit + 1)).toEqual([]);
  });

  it('takes the place of the former of the same subject, and of no other', () => {
    for (const each of [test('VVV', 0.4), test('EEE', 0.2), test('VVV', 0.1)]) project.addDoubt(each);
    expect(project.readDoubts(fit)).toEqual([test('EEE', 0.2), test('VVV', 0.1)]);
  });

  it('goes with its fit', () => {
    project.addDoubt(test('VVV', 0.4));
    project.removeFit(fit);
    expect(project.readDoubts(fit)).toEqual([]);
    expect(() => project.addDoubt(test('VVV', 0.4))).toThrow(`Fit ${fit} was removed`);
  });

  it('with a figure that is no number is refused, not stored', () => {
    expect(() => project.addDoubt(test('VVV', Number.NaN))).toThrow('cannot be kept (at result.tests.0.pValue');
    expect(project.readDoubts(fit)).toEqual([]);
  });

  it('that was damaged in the file is named', () => {
    project.addDoubt(test('VVV', 0.4));
    project.close();
    const db = new Sqlite(folder.at('a.lens'));
    db.exec(`UPDATE doubt SET about = replace(about, '"tests":', '"rests":')`);
    db.close();
    project = openProjectFile(folder.at('a.lens'));
    expect(() => project.readDoubts(fit)).toThrow(`An assessment of fit ${fit} cannot be read`);
  });
});
