import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { refuse, sendFile } from './answer.ts';

const idRule = /^[a-z0-9]{16,64}$/;

/** RFC 6266: a plain name for everybody, the real one in UTF-8 (RFC 8187) for those who can read it. */
export function attachment(name: string): string {
  const base = name.replace(/[/\\]/g, '_').replace(/\p{Cc}/gu, '') || 'download';
  const plain = base.replace(/[^\x20-\x7e]|["%]/g, '_');
  const extended = encodeURIComponent(base.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}

/** A file itself, not what a link points to. */
async function openPlain(path: string): Promise<FileHandle | null> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

export interface Downloads {
  /** GET /download/<id>?name=… */
  send(response: ServerResponse, id: string, name: string, body: boolean): Promise<void>;
  /** Removes what was handed over. Until then it is kept: browsers ask again. */
  clear(): Promise<void>;
}

export function createDownloads(outbox: string): Downloads {
  const sent = new Set<string>();
  return {
    async send(response, id, name, body) {
      const path = join(outbox, id);
      const file = idRule.test(id) ? await openPlain(path) : null;
      if (!file) return refuse(response, 404, 'There is no such download; export once more.');
      sent.add(path);
      await sendFile(
        response,
        file,
        { 'Content-Type': 'application/octet-stream', 'Content-Disposition': attachment(name) },
        body,
      );
    },
    async clear() {
      await Promise.all([...sent].map((path) => rm(path, { force: true })));
    },
  };
}
