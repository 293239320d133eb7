import type { Database } from 'better-sqlite3';
import type { CandidateKey } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { bestOf } from '../../shared/model/best.ts';
import { Candidate, CandidateDetail, Fit, familyCodes } from '../../shared/model/mixture.ts';
import { fromJson, toJson } from './json.ts';

const About = Fit.pick({ created: true, options: true, rows: true, excluded: true, incomplete: true, cautions: true });
const Detail = CandidateDetail.omit({ candidate: true });

interface FitRow {
  readonly id: number;
  readonly about: string;
  readonly status: Fit['status'];
  readonly seconds: number;
}

export interface Fits {
  all(): Fit[];
  add(fit: Omit<Fit, 'id' | 'candidates' | 'best'>): number;
  addCandidate(fit: number, detail: CandidateDetail): void;
  end(fit: number, status: Fit['status'], seconds: number): void;
  detail(key: CandidateKey): CandidateDetail | null;
  remove(fit: number): void;
  /** Ends fits that a killed process left running. */
  endInterrupted(): readonly Fit[];
}

export function fitsIn(db: Database): Fits {
  const sql = {
    dataset: db.prepare<[], number | null>('SELECT dataset FROM project').pluck(),
    fits: db.prepare<[], FitRow>(
      'SELECT id, about, status, seconds FROM fit WHERE dataset = (SELECT dataset FROM project) ORDER BY id',
    ),
    candidates: db.prepare<[number], string>('SELECT candidate FROM candidate WHERE fit = ? ORDER BY k').pluck(),
    add: db.prepare<[number, string, string, number]>('INSERT INTO fit (dataset, about, status, seconds) VALUES (?, ?, ?, ?)'),
    exists: db.prepare<[number], number>('SELECT 1 FROM fit WHERE id = ?').pluck(),
    addCandidate: db.prepare<[number, number, string, string, string]>(
      'INSERT OR REPLACE INTO candidate (fit, k, family, candidate, detail) VALUES (?, ?, ?, ?, ?)',
    ),
    end: db.prepare<[string, number, number]>('UPDATE fit SET status = ?, seconds = ? WHERE id = ?'),
    detail: db.prepare<[number, number, string], { candidate: string; detail: string }>(
      'SELECT candidate, detail FROM candidate WHERE fit = ? AND k = ? AND family = ?',
    ),
    remove: db.prepare<[number]>('DELETE FROM fit WHERE id = ?'),
    running: db.prepare<[], FitRow>("SELECT id, about, status, seconds FROM fit WHERE status = 'running' ORDER BY id"),
    interrupt: db.prepare("UPDATE fit SET status = 'cancelled' WHERE status = 'running'"),
  };

  const read = (row: FitRow): Fit => {
    const about = fromJson(About, row.about, `Fit ${row.id}`);
    const candidates = sql.candidates
      .all(row.id)
      .map((text) => fromJson(Candidate, text, `A candidate of fit ${row.id}`))
      .sort((a, b) => a.k - b.k || familyCodes.indexOf(a.family) - familyCodes.indexOf(b.family));
    const best = bestOf(candidates, about.options.criterion);
    return { id: row.id, ...about, status: row.status, seconds: row.seconds, candidates, best };
  };

  return {
    all: () => sql.fits.all().map(read),
    add(fit) {
      const dataset = sql.dataset.get() ?? null;
      if (dataset === null)
        throw new LensError('missing', 'There are no data to fit in this project.', 'Open a data file first.');
      return Number(sql.add.run(dataset, toJson(About, fit, 'The fit'), fit.status, fit.seconds).lastInsertRowid);
    },
    addCandidate(fit, { candidate, ...detail }) {
      if (sql.exists.get(fit) === undefined) throw noSuchFit(fit);
      const what = `K = ${candidate.k}, ${candidate.family} of fit ${fit}`;
      sql.addCandidate.run(fit, candidate.k, candidate.family, toJson(Candidate, candidate, what), toJson(Detail, detail, what));
    },
    end(fit, status, seconds) {
      if (sql.end.run(status, seconds, fit).changes === 0) throw noSuchFit(fit);
    },
    detail({ fit, k, family }) {
      const row = sql.detail.get(fit, k, family);
      if (!row) return null;
      const what = `K = ${k}, ${family} of fit ${fit}`;
      return { candidate: fromJson(Candidate, row.candidate, what), ...fromJson(Detail, row.detail, what) };
    },
    remove(fit) {
      if (sql.remove.run(fit).changes === 0) throw noSuchFit(fit);
    },
    endInterrupted() {
      const interrupted = sql.running.all().map(read);
      sql.interrupt.run();
      return interrupted;
    },
  };
}

const noSuchFit = (fit: number): LensError =>
  new LensError('missing', `There is no fit ${fit} in this project.`, 'It may have been deleted, or the data were read again.');
