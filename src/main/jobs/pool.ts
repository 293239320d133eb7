import { Worker } from 'node:worker_threads';
import { fromErrorValue, LensError } from '../../shared/errors.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { TaskName, Tasks } from './tasks.ts';
import { widenVectors } from './wide-vectors.ts';

/** A task that does not stop by itself this long after an abort is stopped with its thread, milliseconds. */
const grace = 80;
/** A thread that was told to end and is still there after this long is stopped: between two steps it hears that at once. */
const graceOfEnding = 150;
/** Reading stops by itself well within the bound, and native code must not be cut off in the middle: only when it hangs. */
const graceOfReading = 1000;
/** Training answers an abort with what it has. */
const graceOfTraining = 150;

const graceOf = (task: TaskName | undefined): number =>
  task === 'read' ? graceOfReading : task === 'latent-train' ? graceOfTraining : grace;

export interface Pool {
  run<N extends TaskName>(
    task: N,
    input: Tasks[N]['input'],
    watch?: { progress?: (progress: Tasks[N]['progress']) => void; signal?: AbortSignal },
  ): Promise<Tasks[N]['output']>;
  close(): Promise<void>;
}

interface Ticket {
  readonly id: number;
  readonly task: TaskName;
  readonly input: Tasks[TaskName]['input'];
  readonly progress: ((progress: never) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (output: never) => void;
  readonly reject: (error: LensError) => void;
}

interface Seat {
  readonly worker: Worker;
  /**
   * Resolves when the thread has loaded everything, or is gone. Cut off while DuckDB's native module registers itself, a
   * thread takes the whole process with it (napi throws into C++ that does not expect it).
   */
  readonly loaded: Promise<void>;
  ticket: Ticket | null;
}

/**
 * Up to `size` worker threads, started as they are needed, one task each; first come, first served. A thread that dies
 * fails its task with a message and is replaced by the next task's.
 */
export function createPool(entry: URL, size: number): Pool {
  widenVectors();
  const seats = new Set<Seat>();
  const waiting: Ticket[] = [];
  let nextId = 1;
  let closed = false;

  const settle = (seat: Seat) => {
    const { ticket } = seat;
    seat.ticket = null;
    return ticket;
  };

  const start = (): Seat => {
    const worker = new Worker(entry);
    const { promise: loaded, resolve: tellLoaded } = Promise.withResolvers<void>();
    const seat: Seat = { worker, loaded, ticket: null };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') return tellLoaded();
      if (message.id !== seat.ticket?.id) return;
      if (message.kind === 'progress') return seat.ticket.progress?.(message.progress as never);
      const ticket = settle(seat);
      if (message.kind === 'done') ticket?.resolve(message.output as never);
      else ticket?.reject(fromErrorValue(message.error));
      serve();
    });
    const lost = (why: string) => {
      tellLoaded();
      seats.delete(seat);
      const ticket = settle(seat);
      ticket?.reject(
        ticket.signal?.aborted
          ? new LensError('cancelled', 'Cancelled.')
          : new LensError(
              'internal',
              `The worker thread of '${ticket.task}' stopped: ${why}.`,
              'The application lives on and your project is as it was; try again, with fewer rows or columns if memory was short.',
            ),
      );
      if (!closed) serve();
    };
    worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => lost(`exit code ${code}`));
    seats.add(seat);
    return seat;
  };

  const give = (seat: Seat, ticket: Ticket) => {
    seat.ticket = ticket;
    seat.worker.postMessage({ kind: 'run', id: ticket.id, task: ticket.task, input: ticket.input } satisfies ToWorker);
  };

  const serve = () => {
    while (waiting.length > 0) {
      const free = [...seats].find((seat) => seat.ticket === null) ?? (seats.size < size ? start() : null);
      if (!free) return;
      give(free, waiting.shift() as Ticket);
    }
  };

  const abort = (id: number) => {
    const at = waiting.findIndex((ticket) => ticket.id === id);
    if (at >= 0) return waiting.splice(at, 1)[0].reject(new LensError('cancelled', 'Cancelled.'));
    const seat = [...seats].find((one) => one.ticket?.id === id);
    if (!seat) return;
    seat.worker.postMessage({ kind: 'abort', id } satisfies ToWorker);
    const cutOff = () => seat.ticket?.id === id && void seat.worker.terminate();
    void seat.loaded.then(() => setTimeout(cutOff, graceOf(seat.ticket?.task)).unref());
  };

  /** A thread ends itself, between two steps of what runs; cut off from outside only when it does not. */
  const end = async ({ worker, loaded, ticket }: Seat): Promise<void> => {
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'end' } satisfies ToWorker);
    await loaded;
    const timer = setTimeout(() => void worker.terminate(), ticket?.task === 'read' ? graceOfReading : graceOfEnding);
    await gone;
    clearTimeout(timer);
  };

  return {
    run: (task, input, watch = {}) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new LensError('cancelled', 'The application is closing.'));
        if (watch.signal?.aborted) return reject(new LensError('cancelled', 'Cancelled.'));
        const id = nextId++;
        watch.signal?.addEventListener('abort', () => abort(id), { once: true });
        waiting.push({ id, task, input, progress: watch.progress as Ticket['progress'], signal: watch.signal, resolve, reject });
        serve();
      }),
    close: async () => {
      closed = true;
      for (const ticket of waiting.splice(0)) ticket.reject(new LensError('cancelled', 'The application is closing.'));
      await Promise.all([...seats].map(end));
    },
  };
}
