import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { mostInFlight } from '../../../../src/main/shells/browser/channel.ts';
import { type Served, serve } from '../../../../src/main/shells/browser/serve.ts';
import type { Output } from '../../../../src/shared/contract.ts';
import { decode, encode } from '../../../../src/shared/wire.ts';
import { type FakeApp, fakeApp, type House, jobEvent, makeHouse } from './fake-app.ts';
import { connect, connectOwn, enter, onFrames, origin } from './visitor.ts';

const about: Output<'app.about'> = { version: '1', threads: 2, projectsFolder: '/p' };

let house: House;
let app: FakeApp;
let served: Served | null = null;
beforeEach(() => {
  house = makeHouse();
});
afterEach(async () => {
  await served?.close();
  house.remove();
});

async function client(calls: Parameters<typeof fakeApp>[1] = {}, heartbeat = 30_000): Promise<WebSocket> {
  app = fakeApp(house.folders, calls);
  served = await serve(app, { port: 0, rendererFolder: house.renderer, heartbeat });
  return connectOwn(served);
}

const ask = (socket: WebSocket, id: number, name: string, input: unknown = {}) => socket.send(encode({ id, name, input }));

/** The TCP connection below. */
const wireOf = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;

function heard(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = onFrames(socket, (frame) => {
      stop();
      resolve(decode(frame));
    });
  });
}

/** Everything heard until there are this many. */
function collect(socket: WebSocket, count: number): Promise<unknown[]> {
  const all: unknown[] = [];
  return new Promise((resolve) => {
    onFrames(socket, (frame) => {
      all.push(decode(frame));
      if (all.length === count) resolve(all);
    });
  });
}

describe('a call over the WebSocket', () => {
  it('is answered under its id', async () => {
    const socket = await client({ 'app.about': () => about });
    ask(socket, 42, 'app.about');
    expect(await heard(socket)).toEqual({ id: 42, result: { ok: true, value: about } });
  });

  it('does not wait for another one', async () => {
    let finish = (_: { rows: Uint8Array }) => {};
    const socket = await client({
      'selection.read': () => new Promise<{ rows: Uint8Array }>((resolve) => (finish = resolve)),
      'app.about': () => about,
    });
    ask(socket, 1, 'selection.read');
    ask(socket, 2, 'app.about');
    expect(await heard(socket)).toMatchObject({ id: 2 });
    finish({ rows: Uint8Array.of(1) });
    expect(await heard(socket)).toEqual({ id: 1, result: { ok: true, value: { rows: Uint8Array.of(1) } } });
  });

  it('is answered, however many are under way', async () => {
    let running = 0;
    let most = 0;
    const socket = await client({
      'app.about': async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return about;
      },
    });
    const count = 4 * mostInFlight;
    const all = collect(socket, count);
    for (let id = 0; id < count; id++) ask(socket, id, 'app.about');
    expect(new Set((await all).map((answer) => (answer as { id: number }).id)).size).toBe(count);
    expect(most).toBeGreaterThan(1);
  });

  it('brings large answers whole, and small ones after them', async () => {
    const values = new Float64Array(new SharedArrayBuffer(8 * 3_000_000)).fill(Math.E);
    const socket = await client({
      'dataset.cells': () => ({ cells: [{ kind: 'values', values: values as unknown as Float64Array<ArrayBuffer> }] }),
      'app.about': () => about,
    });
    const all = collect(socket, 2);
    ask(socket, 1, 'dataset.cells', { columns: ['a'] });
    ask(socket, 2, 'app.about');
    const [large, small] = (await all) as [{ result: { value: Output<'dataset.cells'> } }, unknown];
    const [cells] = large.result.value.cells;
    expect(cells!.kind === 'values' && cells!.values.length).toBe(3_000_000);
    expect(cells!.kind === 'values' && cells!.values.every((value) => value === Math.E)).toBe(true);
    expect(small).toMatchObject({ id: 2 });
  });

  it('whose answer cannot be sent is answered with an error', async () => {
    const socket = await client({ 'app.about': () => ({ ...about, version: (() => 1) as unknown as string }) });
    ask(socket, 3, 'app.about');
    expect(await heard(socket)).toMatchObject({ id: 3, result: { ok: false, error: { code: 'internal' } } });
  });
});

describe('an event', () => {
  it('reaches every client', async () => {
    const one = await client();
    const other = await connectOwn(served!);
    const both = Promise.all([heard(one), heard(other)]);
    app.emit(jobEvent(7, 'E-step'));
    expect(await both).toEqual([{ event: jobEvent(7, 'E-step') }, { event: jobEvent(7, 'E-step') }]);
  });

  it('of one job does not stand for that of another', async () => {
    const socket = await client();
    const all = collect(socket, 3);
    app.emit(jobEvent(0, 'sent at once'));
    for (const detail of ['old', 'new']) for (const id of [1, 2]) app.emit(jobEvent(id, detail));
    expect(await all).toEqual([
      { event: jobEvent(0, 'sent at once') },
      { event: jobEvent(1, 'new') },
      { event: jobEvent(2, 'new') },
    ]);
  });
});

describe('a client', () => {
  it('that says what is no call is hung up on, and only that one', async () => {
    const other = await client({ 'app.about': () => about });
    const bytes = (value: unknown) => encode(value);
    const nonsense = [
      Uint8Array.of(1, 2, 3),
      bytes(null),
      bytes([]),
      bytes({ id: '1', name: 'app.about' }),
      bytes({ id: 1.5, name: 'app.about' }),
      bytes({ id: 1, name: null }),
      bytes({ name: 'app.about', input: {} }),
      'text',
      // A right frame, but sent as text.
      Buffer.from(bytes({ id: 1, name: 'app.about', input: {} })).toString('latin1'),
    ];
    for (const frame of nonsense) {
      const socket = await connectOwn(served!);
      socket.send(frame);
      const [code] = await once(socket, 'close');
      expect(code).toBe(1008);
    }
    ask(other, 1, 'app.about');
    expect(await heard(other)).toMatchObject({ id: 1, result: { ok: true } });
  });

  it('that sends too much is hung up on', async () => {
    const socket = await client();
    // The beginning of a masked binary frame of 256 MiB and a byte.
    wireOf(socket).write(Uint8Array.of(0x82, 0xff, 0, 0, 0, 0, 0x10, 0, 0, 1, 0, 0, 0, 0));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  it('that vanishes during a call harms nothing and is forgotten', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const socket = await client({
      'selection.read': async () => {
        await finished;
        return { rows: new Uint8Array(5_000_000) };
      },
      'app.about': () => about,
    });
    const other = await connectOwn(served!);
    ask(socket, 1, 'selection.read');
    ask(socket, 2, 'app.about');
    await heard(socket);
    expect(app.listeners.size).toBe(2);
    socket.terminate();
    while (app.listeners.size > 1) await new Promise((resolve) => setImmediate(resolve));
    finish();
    app.emit(jobEvent(1, 'still here'));
    expect(await heard(other)).toEqual({ event: jobEvent(1, 'still here') });
  });

  it('that vanishes in the middle of a large answer harms nothing', async () => {
    const socket = await client({ 'selection.read': () => ({ rows: new Uint8Array(50_000_000) }), 'app.about': () => about });
    ask(socket, 1, 'selection.read');
    await once(wireOf(socket), 'data');
    socket.terminate();
    const other = await connectOwn(served!);
    ask(other, 1, 'app.about');
    expect(await heard(other)).toMatchObject({ result: { ok: true } });
  });

  it('that gives no sign of life is hung up on', async () => {
    const lively = await client({}, 50);
    const dead = new WebSocket(`ws://127.0.0.1:${served!.port}/contract`, {
      headers: { Cookie: await enter(served!), Origin: origin(served!) },
      autoPong: false,
    });
    await once(dead, 'open');
    const pings: unknown[] = [];
    lively.on('ping', (data) => pings.push(data));
    await once(dead, 'close');
    expect(lively.readyState).toBe(WebSocket.OPEN);
    await once(lively, 'ping');
    expect(pings.length).toBeGreaterThan(0);
  });

  it('finds nothing but the contract', async () => {
    await client();
    const headers = { Cookie: await enter(served!), Origin: origin(served!) };
    expect(await connect(served!, headers, '/other')).toBe(404);
    expect(await connect(served!, headers, '/')).toBe(404);
  });

  it('is let go when the server closes', async () => {
    const socket = await client();
    const closed = once(socket, 'close');
    await served!.close();
    await closed;
    expect(app.listeners.size).toBe(0);
    served = null;
  });
});
