import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** A short plain text that says why not, and what to do. */
export function refuse(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(`${text}\n`);
}

/** Streams an open file and closes it. A client that goes away in the middle is no error. */
export async function sendFile(
  response: ServerResponse,
  file: FileHandle,
  headers: Record<string, string>,
  body: boolean,
): Promise<void> {
  try {
    const { size } = await file.stat();
    response.writeHead(200, { ...headers, 'Content-Length': size });
    if (body && size > 0) await pipeline(file.createReadStream({ start: 0, end: size - 1, autoClose: false }), response);
    else response.end();
  } catch {
    response.destroy();
  } finally {
    await file.close();
  }
}
