import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Sets of excluded rows that fits name by their hash. */
export interface Exclusions {
  /** A mask of the data set's rows, 1 where excluded; null when it is not kept. */
  read(hash: string): Uint8Array | null;
  /** Keeps it; answers with its hash. */
  add(rows: Uint8Array): string;
  /** Drops those that no fit and no VAE names any more. */
  dropUnused(): void;
}

/** One bit a row, lowest first. */
export function packRows(mask: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(mask.length / 8));
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) packed[i >> 3] |= 1 << (i & 7);
  return packed;
}

export function unpackRows(packed: Uint8Array, rows: number): Uint8Array {
  const mask = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) mask[i] = (packed[i >> 3] >> (i & 7)) & 1;
  return mask;
}

/** What names a set of rows: the same rows have the same name. */
export const hashOfRows = (mask: Uint8Array): string => createHash('sha256').update(packRows(mask)).digest('hex');

export function exclusionsIn(db: Database): Exclusions {
  const sql = {
    dataset: db.prepare<[], { id: number; rows: number }>(
      'SELECT id, rows FROM dataset WHERE id = (SELECT dataset FROM project)',
    ),
    read: db.prepare<[number, string], Uint8Array>('SELECT rows FROM exclusion WHERE dataset = ? AND hash = ?').pluck(),
    add: db.prepare<[number, string, Uint8Array]>('INSERT OR IGNORE INTO exclusion (dataset, hash, rows) VALUES (?, ?, ?)'),
    dropUnused: db.prepare(
      "DELETE FROM exclusion WHERE hash NOT IN (SELECT json_extract(about, '$.options.exclusion') FROM fit WHERE json_extract(about, '$.options.exclusion') IS NOT NULL) AND hash NOT IN (SELECT exclusion FROM latent WHERE exclusion IS NOT NULL) AND hash NOT IN (SELECT json_extract(about, '$.options.exclusion') FROM scoreboard WHERE json_extract(about, '$.options.exclusion') IS NOT NULL)",
    ),
  };
  return {
    read(hash) {
      const dataset = sql.dataset.get();
      const packed = dataset && sql.read.get(dataset.id, hash);
      return dataset && packed ? unpackRows(packed, dataset.rows) : null;
    },
    add(rows) {
      const hash = hashOfRows(rows);
      sql.add.run(sql.dataset.get()!.id, hash, packRows(rows));
      return hash;
    },
    dropUnused: () => void sql.dropUnused.run(),
  };
}
