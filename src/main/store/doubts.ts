import type { Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { Doubt, doubtKinds, subjectOf } from '../../shared/model/doubt-results.ts';
import { fromJson, toJson } from './json.ts';

/** Assessments kept with their fits. */
export interface Doubts {
  of(fit: number): Doubt[];
  /** In place of the former one of the same kind and subject. */
  add(doubt: Doubt): void;
}

export function doubtsIn(db: Database): Doubts {
  const sql = {
    of: db.prepare<[number], string>('SELECT about FROM doubt WHERE fit = ? ORDER BY subject').pluck(),
    exists: db.prepare<[number], number>('SELECT 1 FROM fit WHERE id = ?').pluck(),
    add: db.prepare<[number, string, string, string]>(
      'INSERT OR REPLACE INTO doubt (fit, kind, subject, about) VALUES (?, ?, ?, ?)',
    ),
  };
  return {
    of: (fit) =>
      sql.of
        .all(fit)
        .map((text) => fromJson(Doubt, text, `An assessment of fit ${fit}`))
        .sort((a, b) => doubtKinds.indexOf(a.kind) - doubtKinds.indexOf(b.kind)),
    add(doubt) {
      const { kind, options } = doubt;
      if (sql.exists.get(options.fit) === undefined)
        throw new LensError('missing', `Fit ${options.fit} was removed while it was assessed.`, 'Fit again, and assess that.');
      const about = toJson(Doubt, doubt, `The assessment (${kind}) of fit ${options.fit}`);
      sql.add.run(options.fit, kind, subjectOf(options), about);
    },
  };
}
