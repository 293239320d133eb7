import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lens, sample, start, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

/** Rows of two columns that no model fits well: every start takes its time. */
function table(name: string, rows: number): string {
  let text = 'x,y\n';
  for (let row = 0; row < rows; row++) text += `${((row * 7919) % 10007) / 100},${((row * 104729) % 9973) / 100}\n`;
  writeFileSync(join(cwd, name), text);
  return name;
}

test('Ctrl-C during a fit ends with 130 and leaves no output', async () => {
  table('fit.csv', 20_000);
  const running = start(['cluster', 'fit.csv', '--starts', '50', '--json', '--labels', 'l.csv', '--model', 'm.json'], {
    cwd,
    terminal: true,
  });
  await running.shows('iteration');
  running.interrupt();
  const { code, out, err } = await running.ended;
  expect({ code, out }).toEqual({ code: 130, out: '' });
  expect(err.endsWith('latent-lens: Interrupted.\n')).toBe(true);
  expect(readdirSync(cwd).sort()).toEqual(['fit.csv']);
});

test('Ctrl-C while rows are written ends with 130 and leaves no part of the file', async () => {
  const made = await lens(['cluster', sample('old-faithful.csv'), '--k', '2', '--families', 'full', '--model', 'model.json'], {
    cwd,
  });
  expect(made.code).toBe(0);
  writeFileSync(join(cwd, 'new.csv'), '');
  let text = 'eruptions,waiting\n';
  for (let row = 0; row < 600_000; row++)
    text += `${1.5 + ((row * 7919) % 10007) / 2900},${43 + ((row * 104729) % 9973) / 190}\n`;
  writeFileSync(join(cwd, 'new.csv'), text);
  const running = start(['score', 'model.json', 'new.csv', '--labels', 'l.csv'], { cwd, terminal: true });
  await running.shows('writing rows');
  running.interrupt();
  expect(await running.ended).toMatchObject({ code: 130, out: '' });
  expect(readdirSync(cwd).sort()).toEqual(['fit.csv', 'model.json', 'new.csv']);
});
