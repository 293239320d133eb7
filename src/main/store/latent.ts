import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LatentModel } from '../../shared/contract/latent.ts';
import { LensError } from '../../shared/errors.ts';
import { ErrorRecord } from '../../shared/model/job.ts';
import { LatentEncoding, LatentEpoch, LatentOptions, LatentResult } from '../../shared/model/latent.ts';
import { fromJson, toJson } from './json.ts';
import { type LatentRowStore, latentRowsIn } from './latent-rows.ts';

const About = LatentModel.pick({ created: true, options: true, backend: true });
const Shape = LatentOptions.pick({ latent: true, activation: true, noise: true }).extend({
  encoding: LatentEncoding,
  hidden: z.array(z.number().int().min(1)),
});
export type KeptShape = z.infer<typeof Shape>;

/** The weights of the best epoch so far. */
export interface KeptWeights {
  readonly epochs: number;
  readonly best: number;
  readonly weights: Float32Array;
}

interface LatentRow {
  readonly id: number;
  readonly name: string;
  readonly about: string;
  readonly exclusion: string | null;
  readonly shape: string;
  readonly status: LatentModel['status'];
  readonly result: string | null;
  readonly error: string | null;
}

type New = Pick<LatentModel, 'created' | 'name' | 'options' | 'backend' | 'exclusion'> & { readonly shape: KeptShape };
type End = Pick<LatentModel, 'status' | 'result' | 'error'>;

export interface Latents extends LatentRowStore {
  /** Of the present data set, in the order in which they were begun. */
  all(): LatentModel[];
  get(id: number): LatentModel | null;
  /** Another whenever its weights are; null where there are none. Quick, unlike the others. */
  stamp(id: number): string | null;
  add(model: New): number;
  shape(id: number): KeptShape;
  /** What an epoch ended with is kept before it is told of; `kept`, where it is given, in place of the former weights. */
  addEpochs(id: number, epochs: readonly LatentEpoch[], kept: KeptWeights | null): void;
  epochs(id: number): LatentEpoch[];
  /** With the weights, where there are any: all of it or nothing. */
  end(id: number, end: End, kept: KeptWeights | null): void;
  setResult(id: number, result: LatentResult): void;
  weights(id: number): KeptWeights | null;
  rename(id: number, name: string): void;
  remove(id: number): void;
  /** Ends what a killed process left in training; answers with what it was, and how many epochs are kept. */
  endInterrupted(): readonly { readonly columns: readonly string[]; readonly epochs: number }[];
}

export function latentsIn(db: Database): Latents {
  const columns = 'id, name, about, exclusion, shape, status, result, error';
  const sql = {
    dataset: db.prepare<[], number | null>('SELECT dataset FROM project').pluck(),
    all: db.prepare<[], LatentRow>(`SELECT ${columns} FROM latent WHERE dataset = (SELECT dataset FROM project) ORDER BY id`),
    get: db.prepare<[number], LatentRow>(
      `SELECT ${columns} FROM latent WHERE id = ? AND dataset = (SELECT dataset FROM project)`,
    ),
    stamp: db
      .prepare<[number], string>(
        "SELECT status || ' ' || epochs || ' ' || best || ' ' || crc FROM latent JOIN latent_weights ON latent = id WHERE id = ?",
      )
      .pluck(),
    shape: db.prepare<[number], string>('SELECT shape FROM latent WHERE id = ?').pluck(),
    add: db.prepare<[number, string, string, string | null, string]>(
      "INSERT INTO latent (dataset, name, about, exclusion, shape, status) VALUES (?, ?, ?, ?, ?, 'running')",
    ),
    addEpoch: db.prepare<[number, number, string]>(
      'INSERT OR REPLACE INTO latent_epoch (latent, epoch, record) VALUES (?, ?, ?)',
    ),
    epochs: db.prepare<[number], string>('SELECT record FROM latent_epoch WHERE latent = ? ORDER BY epoch').pluck(),
    countEpochs: db.prepare<[number], number>('SELECT count(*) FROM latent_epoch WHERE latent = ?').pluck(),
    setWeights: db.prepare<[number, number, number, number, Uint8Array]>(
      'INSERT OR REPLACE INTO latent_weights (latent, epochs, best, crc, weights) VALUES (?, ?, ?, ?, ?)',
    ),
    weights: db.prepare<[number], { epochs: number; best: number; crc: number; weights: Uint8Array }>(
      'SELECT epochs, best, crc, weights FROM latent_weights WHERE latent = ?',
    ),
    end: db.prepare<[string, string | null, string | null, number]>(
      'UPDATE latent SET status = ?, result = ?, error = ? WHERE id = ?',
    ),
    setResult: db.prepare<[string, number]>('UPDATE latent SET result = ? WHERE id = ?'),
    rename: db.prepare<[string, number]>('UPDATE latent SET name = ? WHERE id = ?'),
    remove: db.prepare<[number]>('DELETE FROM latent WHERE id = ?'),
    running: db.prepare<[], { id: number; about: string }>("SELECT id, about FROM latent WHERE status = 'running' ORDER BY id"),
    interrupt: db.prepare("UPDATE latent SET status = 'cancelled' WHERE status = 'running'"),
  };

  const read = ({ id, about, shape, result, error, ...rest }: LatentRow): LatentModel => {
    const what = `VAE ${id}`;
    return {
      id,
      ...rest,
      ...fromJson(About, about, what),
      encoding: fromJson(Shape, shape, what).encoding,
      result: result === null ? null : fromJson(LatentResult, result, `The result of ${what}`),
      error: error === null ? null : fromJson(ErrorRecord, error, `The error of ${what}`),
    };
  };
  const keep = (id: number, { epochs, best, weights }: KeptWeights) => {
    // A copy: SQLite is not to read from memory that other threads hold.
    const bytes = Buffer.from(new Float32Array(weights).buffer);
    sql.setWeights.run(id, epochs, best, crc32(bytes), bytes);
  };

  return {
    ...latentRowsIn(db),
    all: () => sql.all.all().map(read),
    get: (id) => {
      const found = sql.get.get(id);
      return found ? read(found) : null;
    },
    stamp: (id) => sql.stamp.get(id) ?? null,
    add({ name, exclusion, shape, ...about }) {
      const dataset = sql.dataset.get() ?? null;
      if (dataset === null)
        throw new LensError('missing', 'There are no data to train on in this project.', 'Open a table first.');
      const kept = [toJson(About, about, 'The VAE'), exclusion, toJson(Shape, shape, 'The network')] as const;
      return Number(sql.add.run(dataset, name, ...kept).lastInsertRowid);
    },
    shape(id) {
      const found = sql.shape.get(id);
      if (found === undefined) throw noSuchModel(id);
      return fromJson(Shape, found, `VAE ${id}`);
    },
    addEpochs: db.transaction((id: number, epochs: readonly LatentEpoch[], kept: KeptWeights | null) => {
      for (const epoch of epochs) sql.addEpoch.run(id, epoch.epoch, toJson(LatentEpoch, epoch, `Epoch ${epoch.epoch}`));
      if (kept) keep(id, kept);
    }),
    epochs: (id) => sql.epochs.all(id).map((text) => fromJson(LatentEpoch, text, `An epoch of VAE ${id}`)),
    end: db.transaction((id: number, { status, result, error }: End, kept: KeptWeights | null) => {
      const told = result && toJson(LatentResult, result, `The result of VAE ${id}`);
      if (sql.end.run(status, told, error && toJson(ErrorRecord, error, 'The error'), id).changes === 0) throw noSuchModel(id);
      if (kept) keep(id, kept);
    }),
    setResult(id, result) {
      if (sql.setResult.run(toJson(LatentResult, result, `The result of VAE ${id}`), id).changes === 0) throw noSuchModel(id);
    },
    weights(id) {
      const found = sql.weights.get(id);
      if (!found) return null;
      const { epochs, best, crc, weights: bytes } = found;
      if (crc32(bytes) !== crc || bytes.length % 4 !== 0)
        throw new LensError(
          'input',
          `The weights of VAE ${id} are damaged in the project file.`,
          'Open an earlier copy of the project, or train again.',
        );
      return { epochs, best, weights: new Float32Array(new Uint8Array(bytes).buffer) };
    },
    rename(id, name) {
      if (sql.rename.run(name, id).changes === 0) throw noSuchModel(id);
    },
    remove(id) {
      if (sql.remove.run(id).changes === 0) throw noSuchModel(id);
    },
    endInterrupted() {
      const found = sql.running.all().map(({ id, about }) => ({
        columns: fromJson(About, about, `VAE ${id}`).options.columns,
        epochs: sql.countEpochs.get(id) ?? 0,
      }));
      sql.interrupt.run();
      return found;
    },
  };
}

const noSuchModel = (id: number): LensError =>
  new LensError('missing', `There is no VAE ${id} in this project.`, 'It may have been deleted, or the data were read again.');
