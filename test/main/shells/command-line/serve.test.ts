import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LensEvent, Output, Result } from '../../../../src/shared/contract.ts';
import { decode, encode } from '../../../../src/shared/wire.ts';
import { root, sample, start, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const cwd = folder.path;

beforeAll(() => {
  if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) throw new Error('Run `npm run build` first.');
});

const address = (out: string): URL => new URL(/http:\S+/.exec(out)?.[0] ?? '');

/** The cookie that the address is exchanged for. */
async function cookie(url: URL): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0];
}

/** The first project with a table that the served application tells of. */
async function projectWithTable(url: URL): Promise<Output<'project.read'>> {
  const socket = new WebSocket(`ws://${url.host}/contract`, { headers: { Cookie: await cookie(url), Origin: url.origin } });
  try {
    return await new Promise((found, fail) => {
      socket.on('error', fail);
      socket.on('open', () => socket.send(encode({ id: 1, name: 'project.read', input: {} })));
      socket.on('message', (bytes: Buffer) => {
        const message = decode(new Uint8Array(bytes)) as { event?: LensEvent; result?: Result<Output<'project.read'>> };
        const told = message.event?.name === 'project' ? message.event.value : message.result?.ok ? message.result.value : null;
        if (told?.dataset) found(told);
      });
    });
  } finally {
    socket.terminate();
  }
}

test('serve prints an address that lets in whoever has its token, and Ctrl-C ends it with 0', async () => {
  const running = start(['serve', '--no-open'], { cwd });
  const out = await running.shows('(Ctrl-C ends it)\n');
  expect(out).toMatch(/^Latent Lens is at http:\/\/127\.0\.0\.1:\d+\/\?token=\S{32,} \(Ctrl-C ends it\)\n$/);
  const url = address(out);
  expect((await fetch(url.origin)).status).toBe(403);
  const page = await fetch(url.origin, { headers: { Cookie: await cookie(url) } });
  expect(page.status).toBe(200);
  expect(await page.text()).toMatch(/<html/);
  running.interrupt();
  expect(await running.ended).toMatchObject({ code: 0, err: '' });
});

test.each([
  ['serve', ['serve', sample('iris.csv'), '--no-open']],
  ['open', ['open', sample('iris.csv')]],
  ['a file alone', [sample('iris.csv')]],
])('%s reads the table into a project that is kept, and opens that project again', async (name, words) => {
  const home = join(cwd, name);
  const first = start(words, { cwd, home });
  const project = await projectWithTable(address(await first.shows('(Ctrl-C ends it)\n')));
  expect(project).toMatchObject({ name: 'iris', path: join(home, 'projects', 'iris.lens'), dataset: { rows: 150 } });
  first.interrupt();
  expect((await first.ended).code).toBe(0);

  const second = start(['serve', join(home, 'projects', 'iris.lens'), '--no-open'], { cwd, home });
  const again = await projectWithTable(address(await second.shows('(Ctrl-C ends it)\n')));
  expect(again).toMatchObject({ name: 'iris', dataset: { rows: 150 } });
  second.interrupt();
  expect((await second.ended).code).toBe(0);
});

test('open without Electron or a display says so in a line and prints the address', async () => {
  const running = start(['open'], { cwd });
  await running.shows('There is no display here; open the address in a browser.\n');
  running.interrupt();
  const { code, err } = await running.ended;
  expect(code).toBe(0);
  expect(err).toMatch(/^(Electron's binary is not installed|There is no display for the Electron window)[^\n]+\n$/);
});

test('a table that cannot be read is named in the terminal, and the window stays', async () => {
  writeFileSync(join(cwd, 'picture.csv'), Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'));
  const running = start(['serve', join(cwd, 'picture.csv'), '--no-open'], { cwd });
  await running.shows('latent-lens: ');
  expect((await fetch(address(await running.shows('(Ctrl-C ends it)\n')).origin)).status).toBe(403);
  running.interrupt();
  expect((await running.ended).code).toBe(0);
});

test('a file that is no project is refused with 3 before anything is served', async () => {
  const { code, out, err } = await start(['serve', 'absent.lens', '--no-open'], { cwd }).ended;
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/absent\.lens/);
});

test('a port that is taken is named with 2', async () => {
  const first = start(['serve', '--no-open'], { cwd });
  const { port } = address(await first.shows('(Ctrl-C ends it)\n'));
  const second = await start(['serve', '--no-open', '--port', port], { cwd, home: join(cwd, 'other') }).ended;
  expect(second.code).toBe(2);
  expect(second.err).toMatch(new RegExp(`Port ${port} cannot be used`));
  first.interrupt();
  await first.ended;
});
