import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { type ModelScore, ScoreboardOptions, type ScoreModel, scoreModelNames } from '../../../src/shared/model/scoreboard.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;

const reopen = () => {
  project.close();
  project = openProjectFile(folder.at('a.lens'));
};
beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(folder.at('a.lens'));
  finish(project.writeDataset(...generation(1, 10)));
});
afterEach(() => {
  project.close();
  folder.remove();
});

const about = {
  created: '2026-01-02T03:04:05.000Z',
  options: ScoreboardOptions.parse({ columns: ['a', 'b'] }),
  columns: ['a'],
  leftOut: [{ name: 'b', reason: 'holds text, not numbers' }],
  ...{ rows: 3, complete: 3, excluded: 0, incomplete: 7, cautions: [] },
  models: ['gaussian-full' as const, 'vae' as const],
};
const used = Int32Array.of(1, 4, 9);
const score = (model: ScoreModel, nats: number): ModelScore => ({
  ...{ model, name: scoreModelNames[model], nats, standardError: 0.1, lowerBound: false, monteCarloError: null, looseness: null },
  ...{ folds: [], failure: null, seconds: 1 },
});
const comparison = {
  pairs: [],
  ranking: [{ model: 'gaussian-full' as const, group: 0, difference: 0, differenceError: 0 }],
};
const rows = Float64Array.of(-1.5, Math.PI, -1e-300);

describe('a scoreboard', () => {
  it('is kept with every finished model and what it says of each row', () => {
    const id = project.scoreboards.add(about, used);
    project.scoreboards.addModel(id, score('vae', -3), null, comparison);
    project.scoreboards.addModel(id, score('gaussian-full', -2), rows, comparison);
    project.scoreboards.end(id, 'done', 2.5);
    reopen();
    expect(project.scoreboards.all()).toEqual([
      { id, ...about, status: 'done', seconds: 2.5, scores: [score('gaussian-full', -2), score('vae', -3)], ...comparison },
    ]);
    expect(project.scoreboards.used(id)).toEqual(used);
    expect(project.scoreboards.rows(id)).toEqual([{ model: 'gaussian-full', nats: rows }]);
  });

  it('goes on with more models', () => {
    const id = project.scoreboards.add(about, used);
    project.scoreboards.end(id, 'cancelled', 1);
    project.scoreboards.resume(id, ['gaussian-full', 'pca', 'vae']);
    expect(project.scoreboards.all()[0]).toMatchObject({ status: 'running', models: ['gaussian-full', 'pca', 'vae'] });
  });

  it('that a killed process left running is cancelled, its finished models kept', () => {
    const id = project.scoreboards.add(about, used);
    project.scoreboards.addModel(id, score('gaussian-full', -2), rows, comparison);
    reopen();
    expect(project.scoreboards.all()[0]).toMatchObject({ status: 'cancelled', scores: [{ model: 'gaussian-full' }] });
    expect(project.notices).toContain(
      'A comparison of 2 models was interrupted; 1 finished model is kept. Compare again to go on.',
    );
  });

  it('goes with its data set', () => {
    project.scoreboards.add(about, used);
    finish(project.writeDataset(...generation(2, 12)));
    expect(project.scoreboards.all()).toEqual([]);
  });

  it('keeps the rows that were excluded as long as it is there', () => {
    const hash = project.addExclusion(Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const own = { ...about, options: { ...about.options, exclusion: hash } };
    const [first, second] = [project.scoreboards.add(own, used), project.scoreboards.add(own, used)];
    project.scoreboards.remove(first);
    expect(project.readExclusion(hash)).not.toBeNull();
    project.scoreboards.remove(second);
    expect(project.readExclusion(hash)).toBeNull();
    expect(() => project.scoreboards.remove(second)).toThrow(`There is no scoreboard ${second}`);
  });

  it('says when its rows are damaged', () => {
    const id = project.scoreboards.add(about, used);
    project.scoreboards.addModel(id, score('gaussian-full', -2), rows, comparison);
    project.close();
    const db = new Sqlite(folder.at('a.lens'));
    db.exec("UPDATE scoreboard_model SET rows = x'0102'");
    db.close();
    project = openProjectFile(folder.at('a.lens'));
    expect(() => project.scoreboards.rows(id)).toThrow(/is damaged in the project file/);
  });
});
