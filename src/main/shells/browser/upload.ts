import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { refuse } from './answer.ts';

export interface Sink {
  write(bytes: Uint8Array): Promise<unknown>;
  close(): Promise<void>;
}

class TooLarge extends Error {}

/** Streams into a new file that bears its final name only when it is whole; leaves nothing behind otherwise. */
export async function receive(
  source: AsyncIterable<Uint8Array>,
  path: string,
  limit: number,
  openSink: (path: string) => Promise<Sink> = (name) => open(name, 'wx', 0o600),
): Promise<void> {
  const part = `${path}.part`;
  try {
    const sink = await openSink(part);
    try {
      let size = 0;
      for await (const chunk of source) {
        size += chunk.byteLength;
        if (size > limit) throw new TooLarge();
        await sink.write(chunk);
      }
    } finally {
      await sink.close();
    }
    await rename(part, path);
  } catch (thrown) {
    await rm(part, { force: true });
    throw thrown;
  }
}

/** POST /upload: the body becomes a file of the inbox, named by the id that is the answer. */
export async function upload(request: IncomingMessage, response: ServerResponse, inbox: string, limit: number): Promise<void> {
  const tooLarge = (headers?: Record<string, string>) =>
    refuse(response, 413, `The file is larger than this server takes (${limit} bytes). Open it by its path instead.`, headers);
  // Node reads the rest and throws it away, so that the browser hears the answer.
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge();
  const id = randomBytes(16).toString('hex');
  try {
    await receive(request.iterator({ destroyOnReturn: false }), join(inbox, id), limit);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ upload: id }));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (thrown instanceof TooLarge) tooLarge({ Connection: 'close' });
    else if (code === 'ENOSPC' || code === 'EDQUOT')
      refuse(response, 507, 'The disk is full: the file was not taken. Make room and try again.', { Connection: 'close' });
    else refuse(response, 500, 'The file could not be stored. Open it by its path instead.', { Connection: 'close' });
  }
}
