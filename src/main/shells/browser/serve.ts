import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LensError } from '../../../shared/errors.ts';
import type { App } from '../../app.ts';
import { refuse, sendFile } from './answer.ts';
import { type Channel, openChannel } from './channel.ts';
import { createDownloads, type Downloads } from './download.ts';
import { createGuard, type Guard, hasSession, isOurHost, isOurOrigin, sameSecret, sessionCookie } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { openStatic } from './static-files.ts';
import { upload } from './upload.ts';

export interface ServeOptions {
  /** 0 = any that is free. */
  readonly port: number;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** Bytes; 16 GiB unless given. */
  readonly uploadLimit?: number;
  /** Milliseconds between two signs of life asked of a client. */
  readonly heartbeat?: number;
}

export interface Served {
  /** With the token: whoever has it may use the application. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Largest message of a client: a selection is one byte a row. */
const maxMessage = 256 << 20;

const strangers = 'Latent Lens does not know this browser. Open the address that it printed when it started.';
const foreignHost = 'Latent Lens answers to 127.0.0.1 and localhost with its own port only; forward the same port number.';
const foreignOrigin = 'This was asked by a page that is not Latent Lens.';

interface Hall {
  readonly app: App;
  readonly guard: Guard;
  readonly options: ServeOptions;
  readonly downloads: Downloads;
}

async function answer(hall: Hall, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { app, guard, options, downloads } = hall;
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const close = { Connection: 'close' };
  if (!isOurHost(guard, request.headers)) return refuse(response, 403, foreignHost, close);

  const [path, search] = (request.url ?? '').split('?', 2) as [string, string | undefined];
  const query = new URLSearchParams(search);
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const token = path === '/' && reading ? query.get('token') : null;
  if (token !== null) {
    if (!sameSecret(token, guard.token)) return refuse(response, 403, strangers);
    response.writeHead(303, { Location: '/', 'Set-Cookie': sessionCookie(guard) }).end();
    return;
  }
  if (!hasSession(guard, request.headers)) return refuse(response, 403, strangers, close);

  if (path === '/upload') {
    if (request.method !== 'POST') return refuse(response, 405, 'Uploads are sent by POST.', { Allow: 'POST', ...close });
    if (!isOurOrigin(request.headers)) return refuse(response, 403, foreignOrigin, close);
    return upload(request, response, app.folders.inbox, options.uploadLimit ?? 16 * 2 ** 30);
  }
  if (!reading) return refuse(response, 405, 'Files are read by GET.', { Allow: 'GET, HEAD', ...close });
  const body = request.method === 'GET';
  if (path.startsWith('/download/'))
    return downloads.send(response, path.slice('/download/'.length), query.get('name') ?? '', body);
  const found = await openStatic(options.rendererFolder, path);
  if (!found) return refuse(response, 404, 'There is nothing here.');
  return sendFile(response, found.file, { 'Content-Type': found.type }, body);
}

/** Why an upgrade is refused, or null. */
function refusalOfUpgrade(guard: Guard, request: IncomingMessage): string | null {
  if (!isOurHost(guard, request.headers)) return `403 Forbidden\n${foreignHost}`;
  if (!hasSession(guard, request.headers)) return `403 Forbidden\n${strangers}`;
  if (!isOurOrigin(request.headers)) return `403 Forbidden\n${foreignOrigin}`;
  return request.url === '/contract' ? null : '404 Not Found\nThere is nothing here.';
}

function refuseUpgrade(socket: Duplex, refusal: string): void {
  const [status, text] = refusal.split('\n') as [string, string];
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

/** The application behind HTTP and a WebSocket, for the browsers of this machine alone. */
export async function serve(app: App, options: ServeOptions): Promise<Served> {
  const server = createServer();
  // A large upload over a slow line takes as long as it takes; headers still have their minute.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new LensError('usage', `Port ${options.port} cannot be used (${error.code}).`, 'Give another --port, or 0 for any.'),
      ),
    );
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guard = createGuard(port);
  const downloads = createDownloads(app.folders.outbox);
  const hall: Hall = { app, guard, options, downloads };

  server.on('request', (request, response) => {
    answer(hall, request, response).catch(() => refuse(response, 500, 'Latent Lens failed to answer; try again.'));
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false });
  const channels = new Set<Channel>();
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOfUpgrade(guard, request);
    if (refusal) return refuseUpgrade(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (client) => {
      const channel = openChannel(app, client);
      channels.add(channel);
      client.on('close', () => channels.delete(channel));
    });
  });
  const beat = () => {
    for (const channel of channels) channel.beat();
  };
  // After what has come: when the process was held up (or the machine slept), signs of life lie there unread.
  const heartbeat = setInterval(() => setImmediate(beat), options.heartbeat ?? 30_000);
  heartbeat.unref();

  return {
    url: `http://127.0.0.1:${port}/?token=${guard.token}`,
    port,
    async close() {
      clearInterval(heartbeat);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await downloads.clear();
    },
  };
}
