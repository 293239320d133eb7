import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import type { Served } from '../../../../src/main/shells/browser/serve.ts';
import { framesOf } from '../../../../src/renderer/client/frames.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Visit {
  readonly method?: string;
  /** Sent as it is: no client tidies it up. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A request as any program could make it; follows no redirect and keeps no cookie. */
export async function visit(served: Served, { method = 'GET', path = '/', headers = {}, body }: Visit): Promise<Answer> {
  const request = httpRequest({ host: '127.0.0.1', port: served.port, method, path, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** The cookie, as the browser that opened the address would send it. */
export async function enter(served: Served): Promise<string> {
  const { headers } = await visit(served, { path: new URL(served.url).pathname + new URL(served.url).search });
  return headers['set-cookie']![0]!.split(';')[0]!;
}

export const origin = (served: Served): string => `http://127.0.0.1:${served.port}`;

/** An open WebSocket, or the status of the refusal. */
export async function connect(served: Served, headers: Record<string, string>, path = '/contract'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, { headers });
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode!);
      request.destroy();
    });
    socket.once('error', reject);
  });
}

/** Hears whole frames, as our own page puts them together; answers with what ends that. */
export function onFrames(socket: WebSocket, tell: (frame: Uint8Array) => void): () => void {
  const take = framesOf(tell);
  const hear = (data: ArrayBuffer | Buffer, isBinary: boolean) =>
    take(isBinary ? new Uint8Array(data as ArrayBuffer) : String(data));
  socket.on('message', hear);
  return () => void socket.off('message', hear);
}

/** As our own page does it. */
export async function connectOwn(served: Served): Promise<WebSocket> {
  const socket = await connect(served, { Cookie: await enter(served), Origin: origin(served) });
  if (typeof socket === 'number') throw new Error(`Refused with ${socket}.`);
  return socket;
}
