import { symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../../../src/main/shells/browser/serve.ts';
import { fakeApp, type House, makeHouse } from './fake-app.ts';
import { connect, enter, origin, visit } from './visitor.ts';

let house: House;
let served: Served;
let cookie: string;
beforeAll(async () => {
  house = makeHouse();
  served = await serve(fakeApp(house.folders), { port: 0, rendererFolder: house.renderer });
  cookie = await enter(served);
});
afterAll(async () => {
  await served.close();
  house.remove();
});

const token = () => new URL(served.url).searchParams.get('token')!;

describe('the address', () => {
  it('has a token of 32 random bytes, another one each time', async () => {
    expect(Buffer.from(token(), 'base64url')).toHaveLength(32);
    const other = await serve(fakeApp(house.folders), { port: 0, rendererFolder: house.renderer });
    expect(new URL(other.url).searchParams.get('token')).not.toBe(token());
    await other.close();
  });

  it('is exchanged for a cookie that scripts and other sites do not get, and leaves the address bar', async () => {
    const { status, headers } = await visit(served, { path: `/?token=${token()}` });
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toHaveLength(1);
    const [pair, ...attributes] = headers['set-cookie']![0]!.split('; ');
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
    expect(pair).toContain(String(served.port));
    expect(pair).not.toContain(token());
  });

  it.each(['', 'x', 'A'.repeat(43)])('with a wrong token (%j) is refused, even to one who has the cookie', async (wrong) => {
    const { status, headers } = await visit(served, { path: `/?token=${wrong}`, headers: { Cookie: cookie } });
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is one of this machine alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    // 127.0.0.2 is this machine too, and stands in for a network card where there is none.
    const host = outside?.address ?? '127.0.0.2';
    const error = await new Promise((resolve) => {
      const socket = createConnection({ host, port: served.port }, () => {
        socket.destroy();
        resolve(null);
      });
      socket.on('error', resolve);
    });
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('without the cookie', () => {
  it.each(['/', '/index.html', '/assets/index-A_b1-.js', '/download/aaaaaaaaaaaaaaaa', '/upload', '/nothing'])(
    '%s is refused',
    async (path) => {
      const refused = { status: 403, body: expect.stringContaining('Open the address') };
      expect(await visit(served, { path })).toMatchObject(refused);
      expect(await visit(served, { path, headers: { Cookie: `latent-lens-${served.port}=wrong` } })).toMatchObject(refused);
      expect(await visit(served, { path, headers: { Cookie: `latent-lens-1=${cookie.split('=')[1]}` } })).toMatchObject(refused);
    },
  );

  it('an upload is refused', async () => {
    const sent = await visit(served, { method: 'POST', path: '/upload', headers: { Origin: origin(served) }, body: 'a' });
    expect(sent.status).toBe(403);
  });

  it('the WebSocket is refused', async () => {
    expect(await connect(served, { Origin: origin(served) })).toBe(403);
  });

  it('with it among others, all is well', async () => {
    const { status, body } = await visit(served, { headers: { Cookie: `a=b; ${cookie}; c="d"` } });
    expect(status).toBe(200);
    expect(body).toContain('Latent Lens');
  });
});

describe('a Host that is not ours', () => {
  it.each(['evil.example', 'evil.example:PORT', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:PORT', '[::1]:PORT'])(
    '%s is refused, although the cookie is right',
    async (host) => {
      const Host = host.replace('PORT', String(served.port));
      const refused = { status: 403, body: expect.stringContaining('127.0.0.1') };
      expect(await visit(served, { headers: { Host, Cookie: cookie } })).toMatchObject(refused);
      expect(await visit(served, { path: `/?token=${token()}`, headers: { Host } })).toMatchObject(refused);
      expect(await connect(served, { Host, Cookie: cookie, Origin: `http://${Host}` })).toBe(403);
    },
  );

  it('but localhost is', async () => {
    const Host = `localhost:${served.port}`;
    expect((await visit(served, { headers: { Host, Cookie: cookie } })).status).toBe(200);
    const socket = await connect(served, { Host, Cookie: cookie, Origin: `http://${Host}` });
    expect(socket).not.toBeTypeOf('number');
    if (typeof socket !== 'number') socket.terminate();
  });
});

describe('a foreign Origin with the right cookie', () => {
  const foreign = () => [
    'http://evil.example',
    'null',
    `https://127.0.0.1:${served.port}`,
    'http://127.0.0.1:1',
    `http://localhost:${served.port}`,
  ];

  it('does not get the WebSocket', async () => {
    for (const Origin of foreign()) expect(await connect(served, { Cookie: cookie, Origin }), Origin).toBe(403);
    expect(await connect(served, { Cookie: cookie }), 'none at all').toBe(403);
  });

  it('does not get to upload', async () => {
    const upload = (headers: Record<string, string>) =>
      visit(served, { method: 'POST', path: '/upload?name=a.csv', headers: { Cookie: cookie, ...headers }, body: 'a' });
    for (const Origin of foreign()) expect(await upload({ Origin }), Origin).toMatchObject({ status: 403 });
    expect(await upload({})).toMatchObject({ status: 403 });
    expect(await upload({ Origin: origin(served) })).toMatchObject({ status: 200 });
  });
});

describe('every answer', () => {
  const answers = () =>
    Promise.all([
      visit(served, { headers: { Cookie: cookie } }),
      visit(served, { path: '/assets/index-A_b1-.js', headers: { Cookie: cookie } }),
      visit(served, { path: '/nothing', headers: { Cookie: cookie } }),
      visit(served, { headers: {} }),
      visit(served, { headers: { Host: 'evil.example' } }),
      visit(served, { path: `/?token=${token()}` }),
    ]);

  it('allows scripts and styles of our own files, nothing inline, nothing evaluated', async () => {
    for (const { headers } of await answers()) {
      const policy = new Map(
        String(headers['content-security-policy'])
          .split('; ')
          .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
      );
      expect(Object.fromEntries(policy)).toEqual({
        'default-src': ["'none'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
      });
      expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    }
  });

  it('isolates the page, is not sniffed, tells no referrer and stays in no cache', async () => {
    for (const { headers } of await answers())
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
  });

  it('lets no other page read it', async () => {
    const asked = await visit(served, { headers: { Cookie: cookie, Origin: 'http://evil.example' } });
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await visit(served, {
      method: 'OPTIONS',
      path: '/upload',
      headers: { Cookie: cookie, Origin: 'http://evil.example' },
    });
    expect(preflight.status).toBe(405);
  });
});

describe('files', () => {
  const get = (path: string, method = 'GET') => visit(served, { method, path, headers: { Cookie: cookie } });

  it('are served with their types', async () => {
    expect(await get('/')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(await get('/index.html?x=1')).toMatchObject({ status: 200 });
    const script = await get('/assets/index-A_b1-.js');
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(await get('/', 'HEAD')).toMatchObject({ status: 200, body: '', headers: { 'content-length': '41' } });
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/..\\secret.txt',
    '/index.html%00.js',
    '/%00',
    '/%',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/C:/Windows/win.ini',
    '/assets',
    '/assets/',
    '/./index.html',
    '/nothing',
    'http://127.0.0.1/index.html',
  ])('outside the folder stay there: %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  it('that are hidden are not there', async () => {
    writeFileSync(join(house.renderer, '.env'), 'secret');
    expect((await get('/.env')).status).toBe(404);
  });

  it('that a link leads out to are not there', async () => {
    symlinkSync(join(house.root, 'secret.txt'), join(house.renderer, 'link.txt'));
    symlinkSync(house.root, join(house.renderer, 'up'));
    expect((await get('/link.txt')).status).toBe(404);
    expect((await get('/up/secret.txt')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('are not for %s', async (method) => {
    expect(await get('/', method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

it('a taken port is an error that names it', async () => {
  const again = serve(fakeApp(house.folders), { port: served.port, rendererFolder: house.renderer });
  await expect(again).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(String(served.port)) });
});
