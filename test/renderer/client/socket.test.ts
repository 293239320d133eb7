import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Socket, socketLine, type Wire } from '../../../src/renderer/client/socket.ts';

/** JSON in place of the binary frames: what matters here is who gets which answer. */
const wire: Wire = {
  encode: (value) => new TextEncoder().encode(JSON.stringify(value)),
  decode: (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
};

interface FakeSocket extends Socket {
  readonly sent: { id: number; name: string; input: unknown }[];
  receive(message: unknown): void;
}

function fakeSocket(): FakeSocket {
  const sent: FakeSocket['sent'] = [];
  const socket: FakeSocket = {
    sent,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (bytes) => sent.push(wire.decode(bytes) as FakeSocket['sent'][number]),
    close: () => socket.onclose?.(),
    receive: (message) => socket.onmessage?.(wire.encode(message)),
  };
  return socket;
}

function setUp() {
  const sockets: FakeSocket[] = [];
  const line = socketLine(
    () => {
      sockets.push(fakeSocket());
      return sockets.at(-1)!;
    },
    wire,
    { retries: [100, 300], patience: 1000 },
  );
  return { sockets, line };
}

describe('a line over a socket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives each call its own answer, in whatever order they come', async () => {
    const { sockets, line } = setUp();
    sockets[0]!.onopen?.();
    const first = line.call('one', { a: 1 });
    const second = line.call('two', {});
    expect(sockets[0]!.sent.map((one) => one.name)).toEqual(['one', 'two']);
    const [one, two] = sockets[0]!.sent;
    sockets[0]!.receive({ id: two!.id, result: { ok: true, value: 'second' } });
    sockets[0]!.receive({ id: one!.id, result: { ok: true, value: 'first' } });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
  });

  it('keeps calls made before the connection stands, and sends them then', () => {
    const { sockets, line } = setUp();
    void line.call('early', {});
    expect(sockets[0]!.sent).toEqual([]);
    sockets[0]!.onopen?.();
    expect(sockets[0]!.sent.map((one) => one.name)).toEqual(['early']);
  });

  it('rejects what waits for an answer when the connection breaks', async () => {
    const { sockets, line } = setUp();
    sockets[0]!.onopen?.();
    const call = line.call('lost', {});
    sockets[0]!.close();
    await expect(call).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('broke') });
  });

  it('connects again, later each time, and says how it stands', () => {
    const { sockets, line } = setUp();
    const heard: string[] = [];
    line.watch((connection) => heard.push(connection));
    sockets[0]!.onopen?.();
    sockets[0]!.close();
    vi.advanceTimersByTime(99);
    expect(sockets.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(sockets.length).toBe(2);
    sockets[1]!.close();
    vi.advanceTimersByTime(299);
    expect(sockets.length).toBe(2);
    vi.advanceTimersByTime(1);
    expect(sockets.length).toBe(3);
    sockets[2]!.onopen?.();
    expect(heard).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  it('sends a call made while the connection was lost once it stands again', () => {
    const { sockets, line } = setUp();
    sockets[0]!.onopen?.();
    sockets[0]!.close();
    void line.call('patient', {});
    vi.advanceTimersByTime(100);
    sockets[1]!.onopen?.();
    expect(sockets[1]!.sent.map((one) => one.name)).toEqual(['patient']);
  });

  it('never lets a call hang: without a connection it rejects when its patience ends', async () => {
    const { line } = setUp();
    const call = expect(line.call('hopeless', {})).rejects.toMatchObject({ message: 'Latent Lens does not answer.' });
    await vi.advanceTimersByTimeAsync(1000);
    await call;
  });

  it('hands events to every listener, though one of them throws', () => {
    const { sockets, line } = setUp();
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    const heard: unknown[] = [];
    line.subscribe(() => {
      throw new Error('not I');
    });
    const stop = line.subscribe((event) => heard.push(event));
    sockets[0]!.onopen?.();
    sockets[0]!.receive({ event: { name: 'job', value: 1 } });
    stop();
    sockets[0]!.receive({ event: { name: 'job', value: 2 } });
    expect(heard).toEqual([{ name: 'job', value: 1 }]);
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });

  it('does not come back after it was closed', async () => {
    const { sockets, line } = setUp();
    sockets[0]!.onopen?.();
    line.close();
    vi.advanceTimersByTime(10_000);
    expect(sockets.length).toBe(1);
    await expect(line.call('late', {})).rejects.toMatchObject({ code: 'internal' });
  });
});
