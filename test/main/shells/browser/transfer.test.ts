import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachment } from '../../../../src/main/shells/browser/download.ts';
import { type Served, serve } from '../../../../src/main/shells/browser/serve.ts';
import { receive } from '../../../../src/main/shells/browser/upload.ts';
import { fakeApp, type House, makeHouse } from './fake-app.ts';
import { enter, origin, visit } from './visitor.ts';

let house: House;
let served: Served;
let headers: Record<string, string>;
const limit = 1000;
beforeEach(async () => {
  house = makeHouse();
  served = await serve(fakeApp(house.folders), { port: 0, rendererFolder: house.renderer, uploadLimit: limit });
  headers = { Cookie: await enter(served), Origin: origin(served) };
});
afterEach(async () => {
  await served.close();
  house.remove();
});

const upload = (body: Buffer | string, more: Record<string, string> = {}) =>
  visit(served, { method: 'POST', path: '/upload?name=..%2Fa%20b.csv', headers: { ...headers, ...more }, body });
const inbox = () => readdirSync(house.folders.inbox);

/** Begins an upload without ending it. */
function begin(more: Record<string, string>) {
  const options = { host: '127.0.0.1', port: served.port, method: 'POST', path: '/upload', headers: { ...headers, ...more } };
  const request = httpRequest({ ...options, agent: false });
  request.on('error', () => {});
  return request;
}

/** Resolves when the folder's names satisfy the condition. */
async function until(condition: (names: readonly string[]) => boolean): Promise<void> {
  while (!condition(inbox())) await new Promise((resolve) => setImmediate(resolve));
}

describe('an upload', () => {
  it('becomes a file of the inbox, named by its id and by nothing the page said', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: limit }, (_, i) => i));
    const { status, body } = await upload(bytes);
    expect(status).toBe(200);
    const { upload: id } = JSON.parse(body);
    expect(id).toMatch(/^[a-z0-9]{16,64}$/);
    expect(inbox()).toEqual([id]);
    expect(readFileSync(join(house.folders.inbox, id)).equals(bytes)).toBe(true);
  });

  it('of the same name twice is two files', async () => {
    const [one, other] = await Promise.all([upload('a'), upload('b')]);
    expect(one.body).not.toBe(other.body);
    expect(inbox()).toHaveLength(2);
  });

  it('may be empty', async () => {
    expect((await upload('')).status).toBe(200);
  });

  it('beyond the limit is refused and leaves nothing', async () => {
    expect(await upload(Buffer.alloc(limit + 1))).toMatchObject({ status: 413, body: expect.stringContaining('1000 bytes') });
    expect(inbox()).toEqual([]);
  });

  it('that says it is beyond the limit is refused before it is sent', async () => {
    const request = begin({ 'Content-Length': String(2 ** 40) });
    request.flushHeaders();
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it('that does not say its size is cut at the limit', async () => {
    const request = begin({ 'Transfer-Encoding': 'chunked' });
    request.write(Buffer.alloc(limit));
    await until((names) => names.length === 1);
    request.write(Buffer.alloc(1));
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(413);
    expect(inbox()).toEqual([]);
    request.destroy();
  });

  it('that is broken off leaves nothing', async () => {
    const request = begin({ 'Content-Length': '100' });
    request.write('half of it');
    await until((names) => names.length === 1);
    expect(inbox()[0]).toMatch(/[.]part$/);
    request.destroy();
    await until((names) => names.length === 0);
  });

  it('onto a full disk is refused and leaves nothing', async () => {
    const path = join(house.folders.inbox, 'a'.repeat(16));
    const chunks = async function* () {
      yield Buffer.from('abc');
    };
    const full = async (part: string) => {
      writeFileSync(part, '');
      return open(existsSync('/dev/full') ? '/dev/full' : part, existsSync('/dev/full') ? 'w' : 'r');
    };
    await expect(receive(chunks(), path, limit, full)).rejects.toThrow();
    expect(inbox()).toEqual([]);
  });

  it('that cannot be stored is an answer, not a crash', async () => {
    const { inbox: folder } = house.folders;
    house.remove();
    expect(existsSync(folder)).toBe(false);
    expect(await upload('a')).toMatchObject({ status: 500 });
    expect((await visit(served, { headers })).status).toBe(404);
  });

  it('is sent by POST', async () => {
    expect(await visit(served, { path: '/upload', headers })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });
});

describe('a download', () => {
  const id = '0123456789abcdef';
  const put = (text: string, name = id) => writeFileSync(join(house.folders.outbox, name), text);
  const fetchIt = (path: string, method = 'GET') => visit(served, { method, path, headers });

  it('is an attachment under the name asked for', async () => {
    put('a,b\n1,2\n');
    const answer = await fetchIt(`/download/${id}?name=${encodeURIComponent('Größe "1".csv')}`);
    expect(answer).toMatchObject({ status: 200, body: 'a,b\n1,2\n' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '8',
      'content-disposition': `attachment; filename="Gr__e _1_.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.csv`,
    });
  });

  it('may be fetched again, and is gone when the server has closed', async () => {
    put('x');
    put('not handed over', 'f'.repeat(16));
    expect((await fetchIt(`/download/${id}`, 'HEAD')).body).toBe('');
    expect((await fetchIt(`/download/${id}`)).body).toBe('x');
    expect((await fetchIt(`/download/${id}`)).body).toBe('x');
    await served.close();
    expect(readdirSync(house.folders.outbox)).toEqual(['f'.repeat(16)]);
  });

  it('of an empty file is an empty file', async () => {
    put('');
    expect(await fetchIt(`/download/${id}`)).toMatchObject({ status: 200, body: '' });
  });

  it.each(['..%2Fsecret.txt', '../secret.txt', 'short', 'A'.repeat(16), '', `${id}/x`, `${id}%00`, 'constructor'])(
    'of %j is not there',
    async (name) => {
      writeFileSync(join(house.folders.outbox, 'short'), 'x');
      writeFileSync(join(house.folders.outbox, 'A'.repeat(16)), 'x');
      expect((await fetchIt(`/download/${name}`)).status).toBe(404);
    },
  );

  it('is a file, no link and no folder', async () => {
    symlinkSync(join(house.root, 'secret.txt'), join(house.folders.outbox, id));
    expect((await fetchIt(`/download/${id}`)).status).toBe(404);
  });

  it('larger than any buffer arrives whole', async () => {
    put('0123456789'.repeat(1_000_000));
    expect((await fetchIt(`/download/${id}`)).body.length).toBe(10_000_000);
  });

  it('that nobody waits for to its end harms nothing', async () => {
    put('0123456789'.repeat(1_000_000));
    const request = httpRequest({ host: '127.0.0.1', port: served.port, path: `/download/${id}`, headers, agent: false });
    request.end();
    const [response] = await once(request, 'response');
    await once(response, 'readable');
    response.destroy();
    expect((await fetchIt(`/download/${id}`)).status).toBe(200);
  });
});

describe("an attachment's name", () => {
  it.each([
    ['labels.csv', 'labels.csv', 'labels.csv'],
    ['../../etc/passwd', '.._.._etc_passwd', '.._.._etc_passwd'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x', 'aSet-Cookie%3A%20x'],
    ["a'(b)*%.csv", "a'(b)*_.csv", 'a%27%28b%29%2A%25.csv'],
    ['😀', '__', '%F0%9F%98%80'],
    ['\ud800', '_', '%EF%BF%BD'],
    ['', 'download', 'download'],
  ])('%j', (name, plain, extended) => {
    expect(attachment(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${extended}`);
  });
});
