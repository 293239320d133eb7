import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { ModelScore, Scoreboard, type ScoreModel, scoreModels } from '../../shared/model/scoreboard.ts';
import { fromJson, toJson } from './json.ts';

const About = Scoreboard.omit({
  id: true,
  status: true,
  scores: true,
  pairs: true,
  ranking: true,
  seconds: true,
});
const Comparison = Scoreboard.pick({ pairs: true, ranking: true });
type About = Omit<Scoreboard, 'id' | 'status' | 'scores' | 'pairs' | 'ranking' | 'seconds'>;
type Comparison = Pick<Scoreboard, 'pairs' | 'ranking'>;

export interface Scoreboards {
  /** Of the present data set, in the order in which they were begun. */
  all(): Scoreboard[];
  /** It runs from now on; `used`: indices of the rows compared. */
  add(about: About, used: Int32Array): number;
  /** It runs again, for more models. */
  resume(id: number, models: readonly ScoreModel[]): void;
  /** A finished model with its log density of each row, and how all that are finished compare. */
  addModel(id: number, score: ModelScore, rows: Float64Array | null, comparison: Comparison): void;
  end(id: number, status: Scoreboard['status'], seconds: number): void;
  used(id: number): Int32Array;
  /** Log densities of each finished model that has them. */
  rows(id: number): { readonly model: ScoreModel; readonly nats: Float64Array }[];
  remove(id: number): void;
  /** Ends what a killed process left running. */
  endInterrupted(): readonly Scoreboard[];
}

interface Row {
  readonly id: number;
  readonly about: string;
  readonly comparison: string;
  readonly status: Scoreboard['status'];
  readonly seconds: number;
}

export function scoreboardsIn(db: Database): Scoreboards {
  const columns = 'id, about, comparison, status, seconds';
  const sql = {
    dataset: db.prepare<[], number | null>('SELECT dataset FROM project').pluck(),
    all: db.prepare<[], Row>(`SELECT ${columns} FROM scoreboard WHERE dataset = (SELECT dataset FROM project) ORDER BY id`),
    one: db.prepare<[number], Row>(`SELECT ${columns} FROM scoreboard WHERE id = ?`),
    scores: db.prepare<[number], string>('SELECT score FROM scoreboard_model WHERE scoreboard = ?').pluck(),
    add: db.prepare<[number, string, string, number, Uint8Array]>(
      "INSERT INTO scoreboard (dataset, about, comparison, status, seconds, crc, used) VALUES (?, ?, ?, 'running', 0, ?, ?)",
    ),
    about: db.prepare<[string, number]>("UPDATE scoreboard SET about = ?, status = 'running' WHERE id = ?"),
    compare: db.prepare<[string, number]>('UPDATE scoreboard SET comparison = ? WHERE id = ?'),
    addModel: db.prepare<[number, string, string, number | null, Uint8Array | null]>(
      'INSERT OR REPLACE INTO scoreboard_model (scoreboard, model, score, crc, rows) VALUES (?, ?, ?, ?, ?)',
    ),
    end: db.prepare<[string, number, number]>('UPDATE scoreboard SET status = ?, seconds = ? WHERE id = ?'),
    used: db.prepare<[number], { crc: number; bytes: Uint8Array }>('SELECT crc, used AS bytes FROM scoreboard WHERE id = ?'),
    rows: db.prepare<[number], { model: ScoreModel; crc: number; bytes: Uint8Array }>(
      'SELECT model, crc, rows AS bytes FROM scoreboard_model WHERE scoreboard = ? AND rows IS NOT NULL',
    ),
    remove: db.prepare<[number]>('DELETE FROM scoreboard WHERE id = ?'),
    running: db.prepare<[], Row>(`SELECT ${columns} FROM scoreboard WHERE status = 'running' ORDER BY id`),
    interrupt: db.prepare("UPDATE scoreboard SET status = 'cancelled' WHERE status = 'running'"),
  };
  const order = (a: { readonly model: ScoreModel }, b: { readonly model: ScoreModel }) =>
    scoreModels.indexOf(a.model) - scoreModels.indexOf(b.model);
  const read = ({ id, about, comparison, status, seconds }: Row): Scoreboard => ({
    id,
    ...fromJson(About, about, `Scoreboard ${id}`),
    ...fromJson(Comparison, comparison, `Scoreboard ${id}`),
    status,
    seconds,
    scores: sql.scores
      .all(id)
      .map((text) => fromJson(ModelScore, text, `A model of scoreboard ${id}`))
      .sort(order),
  });
  const addModel = db.transaction((id: number, score: ModelScore, rows: Float64Array | null, comparison: Comparison) => {
    if (!sql.one.get(id)) throw noSuch(id);
    const what = `${score.name} of scoreboard ${id}`;
    const bytes = rows && bytesOf(rows);
    sql.addModel.run(id, score.model, toJson(ModelScore, score, what), bytes && crc32(bytes), bytes);
    sql.compare.run(toJson(Comparison, comparison, what), id);
  });

  return {
    all: () => sql.all.all().map(read),
    add(about, used) {
      const dataset = sql.dataset.get() ?? null;
      if (dataset === null)
        throw new LensError('missing', 'There are no data to compare models on in this project.', 'Open a data file first.');
      const bytes = bytesOf(used);
      const empty = toJson(Comparison, { pairs: [], ranking: [] }, 'The scoreboard');
      return Number(sql.add.run(dataset, toJson(About, about, 'The scoreboard'), empty, crc32(bytes), bytes).lastInsertRowid);
    },
    resume(id, models) {
      const row = sql.one.get(id);
      if (!row) throw noSuch(id);
      const about = fromJson(About, row.about, `Scoreboard ${id}`);
      sql.about.run(toJson(About, { ...about, models: [...models] }, `Scoreboard ${id}`), id);
    },
    addModel,
    end(id, status, seconds) {
      if (sql.end.run(status, seconds, id).changes === 0) throw noSuch(id);
    },
    used(id) {
      const kept = sql.used.get(id);
      if (!kept) throw noSuch(id);
      return new Int32Array(checked(kept, `The rows of scoreboard ${id}`));
    },
    rows: (id) =>
      sql.rows
        .all(id)
        .map(({ model, ...kept }) => ({
          model,
          nats: new Float64Array(checked(kept, `What ${model} of scoreboard ${id} says of the rows`)),
        }))
        .sort(order),
    remove(id) {
      if (sql.remove.run(id).changes === 0) throw noSuch(id);
    },
    endInterrupted() {
      const interrupted = sql.running.all().map(read);
      sql.interrupt.run();
      return interrupted;
    },
  };
}

const noSuch = (id: number): LensError =>
  new LensError(
    'missing',
    `There is no scoreboard ${id} in this project.`,
    'It may have been deleted, or the data were read again.',
  );

const bytesOf = (numbers: Int32Array | Float64Array): Uint8Array =>
  Buffer.from(numbers.slice().buffer as ArrayBuffer, 0, numbers.byteLength);

function checked({ crc, bytes }: { readonly crc: number; readonly bytes: Uint8Array }, what: string): ArrayBuffer {
  if (crc32(bytes) === crc) return new Uint8Array(bytes).buffer as ArrayBuffer;
  throw new LensError('input', `${what} is damaged in the project file.`, 'Remove the scoreboard and compare again.');
}
