import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { detail, finish, generation, search, temporaryFolder } from './samples.ts';

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
  finish(project.writeDataset(...generation(1, 10)));
});
afterEach(() => {
  project.close();
  folder.remove();
});

describe('a fit', () => {
  it('is in the project from the start, and grows', () => {
    const id = project.addFit(search());
    expect(project.fits()).toEqual([{ id, ...search(), candidates: [], best: null }]);
    project.addCandidate(id, detail(1));
    expect(project.fits()[0]).toMatchObject({ status: 'running', candidates: [detail(1).candidate], best: 0 });
    project.endFit(id, 'done', 1.5);
    expect(reopen().fits()).toEqual([
      { id, ...search(), status: 'done', seconds: 1.5, candidates: [detail(1).candidate], best: 0 },
    ]);
  });

  it('has its candidates by k, then in the order of the families', () => {
    const id = project.addFit(search());
    project.addCandidate(id, detail(10));
    project.addCandidate(id, detail(2, { family: 'VII' }));
    project.addCandidate(id, detail(2, { family: 'EEE' }));
    project.addCandidate(id, detail(2, { family: 'VVV' }));
    project.addCandidate(id, detail(1));
    expect(project.fits()[0]?.candidates.map(({ k, family }) => `${k} ${family}`)).toEqual([
      '1 VVV',
      '2 VVV',
      '2 EEE',
      '2 VII',
      '10 VVV',
    ]);
  });

  it('is best by its own criterion', () => {
    const bic = project.addFit(search());
    const icl = project.addFit({ ...search(), options: { ...search().options, criterion: 'icl' } });
    for (const id of [bic, icl]) for (const k of [1, 2, 3]) project.addCandidate(id, detail(k));
    expect(project.fits().map((each) => each.best)).toEqual([0, 2]);
  });

  it('keeps a failed candidate with its reason', () => {
    const id = project.addFit(search());
    const failed = {
      ...detail(3, { logLikelihood: null, bic: null, aic: null, icl: null, failure: 'There are fewer rows than components.' }),
      mixture: null,
      sizes: [],
      trace: [],
      remaining: null,
      ledger: [],
    };
    project.addCandidate(id, failed);
    expect(reopen().readDetail({ fit: id, k: 3, family: 'VVV' })).toEqual(failed);
    expect(project.fits()[0]?.best).toBeNull();
  });

  it('has the details of each candidate, and none of others', () => {
    const id = project.addFit(search());
    project.addCandidate(id, detail(2));
    expect(reopen().readDetail({ fit: id, k: 2, family: 'VVV' })).toEqual(detail(2));
    expect(project.readDetail({ fit: id, k: 2, family: 'EEE' })).toBeNull();
    expect(project.readDetail({ fit: id + 1, k: 2, family: 'VVV' })).toBeNull();
  });

  it('takes a candidate again in place of the former', () => {
    const id = project.addFit(search());
    project.addCandidate(id, detail(2));
    project.addCandidate(id, detail(2, { bic: 5 }));
    expect(project.fits()[0]?.candidates.map((each) => each.bic)).toEqual([5]);
  });

  it('keeps every digit of every figure', () => {
    const id = project.addFit(search());
    const exact = detail(1, { logLikelihood: -1130.263960184741, bic: 0.1 + 0.2, seconds: 5e-324 });
    project.addCandidate(id, exact);
    expect(reopen().readDetail({ fit: id, k: 1, family: 'VVV' })?.candidate).toEqual(exact.candidate);
  });

  it('is removed with its candidates; its id is not given again', () => {
    const id = project.addFit(search());
    project.addCandidate(id, detail(1));
    project.removeFit(id);
    expect(project.fits()).toEqual([]);
    expect(project.readDetail({ fit: id, k: 1, family: 'VVV' })).toBeNull();
    expect(project.addFit(search())).toBe(id + 1);
  });

  it('that is not there is named', () => {
    expect(() => project.addCandidate(9, detail(1))).toThrow('no fit 9');
    expect(() => project.endFit(9, 'done', 1)).toThrow('no fit 9');
    expect(() => project.removeFit(9)).toThrow('no fit 9');
  });

  it('wants data', () => {
    const empty = openProjectFile(':memory:');
    expect(() => empty.addFit(search())).toThrow('no data');
    empty.close();
  });

  it('with a figure that is no number is refused, not stored', () => {
    const id = project.addFit(search());
    expect(() => project.addCandidate(id, detail(1, { bic: NaN }))).toThrow(`K = 1, VVV of fit ${id} cannot be kept (at bic`);
    expect(() => project.addCandidate(id, { ...detail(1), trace: [-Infinity] })).toThrow('cannot be kept (at trace.0');
    expect(project.fits()[0]?.candidates).toEqual([]);
  });
});

describe('a fit that was running when the process ended', () => {
  it('is cancelled on opening, keeps what was finished, and is told of', () => {
    const id = project.addFit(search(['x', 'y']));
    project.addCandidate(id, detail(1));
    project.addCandidate(id, detail(2));
    const done = project.addFit({ ...search(), status: 'done' });
    reopen();
    expect(project.notices).toEqual(['The fit of x, y was interrupted; its 2 finished candidates are kept.']);
    expect(project.fits().map(({ id, status, candidates }) => [id, status, candidates.length])).toEqual([
      [id, 'cancelled', 2],
      [done, 'done', 0],
    ]);
    expect(reopen().notices).toEqual([]);
  });
});

describe('a fit that was damaged in the file', () => {
  it('is named', () => {
    const id = project.addFit({ ...search(), status: 'done' });
    project.addCandidate(id, detail(2));
    reopen((db) => db.exec(`UPDATE candidate SET detail = replace(detail, '"trace":', '"race":')`));
    expect(() => project.readDetail({ fit: id, k: 2, family: 'VVV' })).toThrow(
      `K = 2, VVV of fit ${id} cannot be read from the project file (at trace`,
    );
    reopen((db) => db.exec(`UPDATE candidate SET candidate = 'null'`));
    expect(() => project.fits()).toThrow(`A candidate of fit ${id} cannot be read`);
    expect(() => reopen((db) => db.exec(`DELETE FROM candidate; UPDATE fit SET about = '{}'`)).fits()).toThrow(
      `Fit ${id} cannot be read`,
    );
  });
});
