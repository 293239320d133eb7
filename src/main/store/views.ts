import type { Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { ViewState } from '../../shared/model/project.ts';
import { fromJson, toJson } from './json.ts';

/** What the person was looking at, and which rows are selected, hidden and excluded. */
export interface Views {
  view(): ViewState;
  setView(view: ViewState): void;
  /** One byte a row; empty when no row is anything. */
  selection(): Uint8Array;
  setSelection(rows: Uint8Array): void;
}

export function viewsIn(db: Database): Views {
  const sql = {
    view: db.prepare<[], string | null>('SELECT view FROM project').pluck(),
    setView: db.prepare<[string]>('UPDATE project SET view = ?'),
    dataset: db.prepare<[], { id: number; rows: number }>(
      'SELECT id, rows FROM dataset WHERE id = (SELECT dataset FROM project)',
    ),
    selection: db.prepare<[], Uint8Array>('SELECT rows FROM selection WHERE dataset = (SELECT dataset FROM project)').pluck(),
    setSelection: db.prepare<[number, Uint8Array]>('INSERT OR REPLACE INTO selection (dataset, rows) VALUES (?, ?)'),
    clearSelection: db.prepare('DELETE FROM selection WHERE dataset = (SELECT dataset FROM project)'),
  };

  return {
    view: () => fromJson(ViewState, sql.view.get() ?? '{}', 'The view'),
    setView(view) {
      sql.setView.run(toJson(ViewState, view, 'The view'));
    },
    // A copy, because SQLite's buffers come from a pool.
    selection: () => new Uint8Array(sql.selection.get() ?? []),
    setSelection(rows) {
      const dataset = sql.dataset.get();
      if (rows.length === 0) {
        sql.clearSelection.run();
        return;
      }
      if (rows.length !== (dataset?.rows ?? 0)) {
        throw new LensError(
          'usage',
          `A selection of ${rows.length} rows does not fit a data set of ${dataset?.rows ?? 0}.`,
          'Read the project again; the data were replaced.',
        );
      }
      sql.setSelection.run(dataset!.id, new Uint8Array(rows));
    },
  };
}
