import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scoreboardFor } from '../../../../src/main/exports/report/scoreboard.ts';
import type { Scoreboard } from '../../../../src/shared/model/scoreboard.ts';
import { ScoreboardOptions } from '../../../../src/shared/model/scoreboard.ts';
import { type TestApp, testApp } from '../../use-cases/application.ts';

const samples = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples');
let home: TestApp;
beforeAll(() => {
  home = testApp();
});
afterAll(() => home.close());

it('the report tells what other models make of the same columns', async () => {
  await home.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
  const columns = ['eruptions', 'waiting'];
  const fit = await home.fit({ columns, ks: [2], families: ['EEE'] });
  const options = ScoreboardOptions.parse({ columns, models: ['gaussian-full', 'pca', 'bayesian'], folds: 3, starts: 1 });
  await home.done((await home.app.call('scoreboard.start', options)).job);
  const path = join(home.folder, 'report.html');
  const { job } = await home.app.call('export.report', {
    candidate: { fit, k: 2, family: 'EEE' },
    target: { kind: 'path', path },
  });
  await home.done(job);
  const html = readFileSync(path, 'utf8');
  const [, section = ''] = html.split('<h2>Against other models</h2>');
  expect(section).toContain('The Bayesian Gaussian mixture predicts rows that it has not seen best');
  expect(section).toMatch(/<td>2<\/td><td>Probabilistic PCA<\/td><td class="number">−4\.\d+ ± 0\.\d+<\/td>/);
  expect(section).toContain('aria-label="Held-out log density of each model');
  expect(section).not.toContain('on other columns');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

it('the newest comparison on the columns of the fit is told of, otherwise the newest', () => {
  const ranking = [{ model: 'pca' as const, group: 0, difference: 0, differenceError: 0 }];
  const boards = [
    { id: 1, columns: ['b', 'a'], ranking },
    { id: 2, columns: ['a'], ranking },
    { id: 3, columns: ['a', 'b'], ranking: [] },
  ] as unknown as Scoreboard[];
  expect(scoreboardFor(boards, ['a', 'b'])?.id).toBe(1);
  expect(scoreboardFor(boards, ['c'])?.id).toBe(2);
  expect(scoreboardFor([], ['a'])).toBeNull();
});
