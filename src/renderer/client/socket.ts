import type { LensEvent, Result } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Connection } from '../client.ts';
import { listeners } from './listeners.ts';

/** As much of a WebSocket as is needed here. */
export interface Socket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((bytes: Uint8Array) => void) | null;
  onclose: (() => void) | null;
}

export interface Wire {
  encode(value: unknown): Uint8Array<ArrayBuffer>;
  decode(bytes: Uint8Array): unknown;
}

export interface SocketLine {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  subscribe(listener: (event: LensEvent) => void): () => void;
  watch(listener: (connection: Connection) => void): () => void;
  close(): void;
}

export interface SocketTimes {
  /** Milliseconds before each further attempt to connect; the last one repeats. */
  readonly retries: readonly number[];
  /** How long a call waits for a connection before it gives up, milliseconds. */
  readonly patience: number;
}

interface Waiting {
  readonly frame: Uint8Array<ArrayBuffer>;
  readonly settle: (result: Result<unknown>) => void;
  readonly fail: (error: LensError) => void;
}

const usual: SocketTimes = { retries: [200, 400, 800, 1600, 3000], patience: 10_000 };

const lost = () =>
  new LensError(
    'internal',
    'The connection to Latent Lens broke before the answer came.',
    'It reconnects by itself while Latent Lens runs; look whether what you asked for was done, then try again.',
  );

const unreachable = () =>
  new LensError(
    'internal',
    'Latent Lens does not answer.',
    'It may have been closed. Start it again (npm start) and open the address that it prints.',
  );

/** Calls and events over a socket that is opened again whenever it breaks. */
export function socketLine(connect: () => Socket, wire: Wire, times: SocketTimes = usual): SocketLine {
  const events = listeners<LensEvent>();
  const connections = listeners<Connection>();
  /** Sent, answer not yet here. */
  const asked = new Map<number, Waiting>();
  /** Asked while there was no connection. */
  const queued = new Map<number, Waiting>();
  let connection: Connection = 'connecting';
  let socket: Socket | null = null;
  let attempts = 0;
  let lastId = 0;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const turn = (to: Connection) => {
    if (connection === to) return;
    connection = to;
    connections.tell(to);
  };

  const send = (id: number, waiting: Waiting) => {
    asked.set(id, waiting);
    socket?.send(waiting.frame);
  };

  const receive = (bytes: Uint8Array) => {
    const message = wire.decode(bytes) as { id: number; result: Result<unknown> } | { event: LensEvent };
    if ('event' in message) return events.tell(message.event);
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    waiting?.settle(message.result);
  };

  const open = () => {
    const mine = connect();
    mine.onopen = () => {
      socket = mine;
      attempts = 0;
      turn('open');
      const all = [...queued];
      queued.clear();
      for (const [id, waiting] of all) send(id, waiting);
    };
    mine.onmessage = receive;
    mine.onclose = () => {
      mine.onopen = mine.onmessage = mine.onclose = null;
      socket = null;
      const broken = [...asked.values()];
      asked.clear();
      for (const waiting of broken) waiting.fail(lost());
      if (closed) return;
      turn('lost');
      retry = setTimeout(open, times.retries[Math.min(attempts++, times.retries.length - 1)]);
    };
  };
  open();

  return {
    call(name, input) {
      if (closed) return Promise.reject(unreachable());
      return new Promise((settle, fail) => {
        const id = ++lastId;
        const waiting = { frame: wire.encode({ id, name, input }), settle, fail };
        if (socket) return send(id, waiting);
        queued.set(id, waiting);
        setTimeout(() => {
          if (queued.delete(id)) fail(unreachable());
        }, times.patience);
      });
    },
    subscribe: events.add,
    watch(listener) {
      listener(connection);
      return connections.add(listener);
    },
    close() {
      closed = true;
      clearTimeout(retry);
      for (const waiting of queued.values()) waiting.fail(unreachable());
      queued.clear();
      socket?.close();
    },
  };
}
