import type { WebSocket } from 'ws';
import type { LensEvent } from '../../../shared/contract.ts';
import { toErrorValue } from '../../../shared/errors.ts';
import { subjectOf } from '../../../shared/model/doubt-results.ts';
import { decode, encode } from '../../../shared/wire.ts';
import type { App } from '../../app.ts';
import { dispatch } from '../../dispatch.ts';
import { createOutbox } from './outbox.ts';

/** Calls of one client under way at once; beyond them its socket is not read, and TCP makes it wait. */
export const mostInFlight = 256;

interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

function readRequest(data: ArrayBuffer): Request | null {
  try {
    const { id, name, input } = decode(new Uint8Array(data)) as Partial<Request>;
    return Number.isSafeInteger(id) && typeof name === 'string' ? { id: id as number, name, input } : null;
  } catch {
    return null;
  }
}

/** Events tell states, not changes: of those that share this, only the newest matters. */
export function eventKey(event: LensEvent): string {
  switch (event.name) {
    case 'project':
      return 'project';
    case 'job':
    case 'fit':
    case 'latent':
    case 'scoreboard':
      return `${event.name} ${event.value.id}`;
    case 'doubt':
      return `doubt ${event.value.options.fit} ${event.value.kind} ${subjectOf(event.value.options)}`;
    case 'epochs':
      // The only changes among the events: each tells of its own epochs.
      return `epochs ${event.value.model} ${event.value.epochs[0]?.epoch}`;
    case 'trace':
      return `trace ${event.value.fit} ${event.value.k} ${event.value.family}`;
  }
}

export interface Channel {
  /** Called regularly: asks for a sign of life, and hangs up when there was none since the last call. */
  beat(): void;
}

/** One client: calls in, answers and events out. */
export function openChannel(app: App, socket: WebSocket): Channel {
  let inFlight = 0;
  let alive = true;
  socket.binaryType = 'arraybuffer';

  let underWay = false;
  const outbox = createOutbox(
    (piece, last, total) =>
      new Promise((resolve) => {
        // A large frame is announced by its length and comes as messages of its own: the window takes in each quickly,
        // where one of all its bytes would hold it up.
        if (!underWay && !last) socket.send(String(total));
        underWay = !last;
        socket.send(piece, { binary: true }, (error) => {
          alive ||= !error;
          resolve(!error);
        });
      }),
  );

  const answer = (id: number, result: unknown): void =>
    outbox.push(() => {
      try {
        return encode({ id, result });
      } catch (thrown) {
        return encode({ id, result: { ok: false, error: toErrorValue(thrown) } });
      }
    });

  const unsubscribe = app.subscribe((event) => outbox.push(() => encode({ event }), eventKey(event)));

  socket.on('message', (data, isBinary) => {
    alive = true;
    const request = isBinary ? readRequest(data as ArrayBuffer) : null;
    if (!request) {
      socket.close(1008, 'This is no call.');
      return;
    }
    inFlight += 1;
    if (inFlight >= mostInFlight) socket.pause();
    void dispatch(app, request.name, request.input).then((result) => {
      inFlight -= 1;
      if (socket.readyState !== socket.OPEN) return;
      if (socket.isPaused) socket.resume();
      answer(request.id, result);
    });
  });
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => {
    unsubscribe();
    outbox.clear();
  });
  // 'close' follows; without a listener a torn connection would end the application.
  socket.on('error', () => {});

  return {
    beat() {
      // Nothing is read from a paused socket, its pongs neither.
      if (!alive && !socket.isPaused) {
        socket.terminate();
        return;
      }
      alive = false;
      socket.ping();
    },
  };
}
