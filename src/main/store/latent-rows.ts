import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { LatentRows } from '../../shared/contract/latent.ts';
import type { Chunk } from './chunks.ts';

/** What a network says of the rows, kept beside it: the same bits on every opening, at once. */
export interface LatentRowStore {
  setRows(id: number, rows: LatentRows): void;
  /** Null where they are not kept, or not whole: they follow from the weights. */
  rows(id: number, total: number, latent: number): LatentRows | null;
}

/** Part of the file's format. */
const partBytes = 1 << 19;

export function latentRowsIn(db: Database): LatentRowStore {
  const sql = {
    drop: db.prepare<[number]>('DELETE FROM latent_rows WHERE latent = ?'),
    add: db.prepare<[number, string, number, number, Uint8Array]>(
      'INSERT INTO latent_rows (latent, field, part, crc, cells) VALUES (?, ?, ?, ?, ?)',
    ),
    parts: db.prepare<[number, string], Chunk>('SELECT crc, cells FROM latent_rows WHERE latent = ? AND field = ? ORDER BY part'),
  };

  const read = (id: number, field: string, bytes: number): ArrayBuffer | null => {
    const found = sql.parts.all(id, field);
    const whole = new Uint8Array(bytes);
    let at = 0;
    for (const { crc, cells } of found) {
      if (at + cells.length > bytes || crc32(cells) !== crc) return null;
      whole.set(cells, at);
      at += cells.length;
    }
    return at === bytes ? whole.buffer : null;
  };

  return {
    setRows: db.transaction((id: number, { latent: _, ...fields }: LatentRows) => {
      sql.drop.run(id);
      for (const [field, values] of Object.entries(fields)) {
        // A copy: SQLite is not to read from memory that other threads hold.
        const bytes = new Uint8Array(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        for (let part = 0; part * partBytes < bytes.length; part++) {
          const cells = bytes.subarray(part * partBytes, (part + 1) * partBytes);
          sql.add.run(id, field, part, crc32(cells), cells);
        }
      }
    }),
    rows(id, total, latent) {
      const means = read(id, 'means', total * latent * 4);
      const deviations = read(id, 'deviations', total * latent * 4);
      const errors = read(id, 'errors', total * 8);
      const elbo = read(id, 'elbo', total * 8);
      const part = read(id, 'part', total * 4);
      if (!means || !deviations || !errors || !elbo || !part) return null;
      return {
        latent,
        means: new Float32Array(means),
        deviations: new Float32Array(deviations),
        errors: new Float64Array(errors),
        elbo: new Float64Array(elbo),
        part: new Int32Array(part),
      };
    },
  };
}
