import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../src/shared/contract.ts';
import { excludedBit } from '../../../src/shared/model/row-states.ts';
import { ScoreboardOptions } from '../../../src/shared/model/scoreboard.ts';
import { type TestApp, testApp } from './application.ts';

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples');
let home: TestApp;
beforeAll(() => {
  home = testApp();
});
afterAll(() => home.close());

const faithful = () => home.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
const start = (input: Input<'scoreboard.start'>) => home.app.call('scoreboard.start', ScoreboardOptions.parse(input));
const board = async (id: number) => (await home.app.call('scoreboard.list', {})).find((one) => one.id === id)!;
const both = ['eruptions', 'waiting'];
const rows = 272;

describe('a scoreboard', () => {
  it('that is cancelled keeps the models that are finished, and goes on with the others', async () => {
    await faithful();
    const asked = { columns: both, models: ['gaussian-full' as const, 'vae' as const], folds: 2 };
    let finished: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const stop = home.app.subscribe(({ name, value }) => {
      if (name === 'scoreboard' && value.scores.length === 1) finished();
    });
    const { job, scoreboard } = await start(asked);
    await first;
    stop();
    expect((await home.app.call('jobs.cancel', { job })).status).toBe('cancelled');
    const cancelled = await board(scoreboard);
    expect(cancelled).toMatchObject({ status: 'cancelled', scores: [{ model: 'gaussian-full' }], ranking: [{ group: 0 }] });

    // Without the one that was not finished, nothing is left to do.
    const enough = await start({ ...asked, models: ['gaussian-full'] });
    await home.done(enough.job);
    expect(await board(scoreboard)).toMatchObject({ status: 'done', models: ['gaussian-full'] });

    const again = await start({ ...asked, models: ['pca'] });
    expect(again.scoreboard).toBe(scoreboard);
    await home.done(again.job);
    const after = await board(scoreboard);
    expect(after.models).toEqual(['gaussian-full', 'pca']);
    expect(after.scores[0]).toEqual(cancelled.scores[0]);
  });

  it('leaves out the rows that are excluded, and names the same rows to whoever asks later', async () => {
    await faithful();
    const flags = new Uint8Array(rows);
    flags.fill(excludedBit, 0, 100);
    await home.app.call('selection.write', { rows: flags });
    const { job, scoreboard } = await start({ columns: both, models: ['gaussian-full'], folds: 2 });
    await home.done(job);
    expect(await board(scoreboard)).toMatchObject({ rows: 172, complete: 172, excluded: 100, incomplete: 0 });
    const { used } = await home.app.call('scoreboard.rows', { scoreboard });
    expect([used[0], used.length]).toEqual([100, 172]);
    await home.app.call('selection.write', { rows: new Uint8Array(rows) });
    const other = await start({ columns: both, models: ['gaussian-full'], folds: 2 });
    expect(other.scoreboard).not.toBe(scoreboard);
    await home.done(other.job);
  });

  it('of many rows takes a sample by the seed, the same for every model', async () => {
    await faithful();
    const asked = { columns: both, models: ['gaussian-full' as const, 'pca' as const], folds: 2, mostRows: 60 };
    const { job, scoreboard } = await start(asked);
    await home.done(job);
    expect(await board(scoreboard)).toMatchObject({ rows: 60, complete: 272 });
    const { used, models } = await home.app.call('scoreboard.rows', { scoreboard });
    expect([...used]).toEqual([...used].sort((a, b) => a - b));
    expect(new Set(used).size).toBe(60);
    expect(models.map(({ nats }) => nats.length)).toEqual([60, 60]);
    const next = await start({ ...asked, seed: 2 });
    await home.done(next.job);
    expect((await home.app.call('scoreboard.rows', { scoreboard: next.scoreboard })).used).not.toEqual(used);
  });

  it('scores alike whatever unit a column is told in: the shift is the log of the factor', async () => {
    const text = readFileSync(join(samples, 'old-faithful.csv'), 'utf8');
    const scores = async (factor: number) => {
      const [header, ...lines] = text.trim().split(/\r?\n/);
      const scaled = lines.map((line) => line.split(',').map((cell, j) => (j === 1 ? Number(cell) * factor : cell)).join(',')); // biome-ignore format: one chain
      await home.table('scaled.csv', `${header}\n${scaled.join('\n')}\n`);
      const { job, scoreboard } = await start({
        columns: both,
        models: ['gaussian-full', 'pca', 'bayesian'],
        folds: 2,
        starts: 1,
      });
      await home.done(job);
      return (await board(scoreboard)).scores.map(({ nats }) => nats ?? Number.NaN);
    };
    const [before, after] = [await scores(1), await scores(60)];
    before.forEach((nats, i) => {
      expect(after[i]).toBeCloseTo(nats - Math.log(60), 9);
    });
  });

  it('says the same bits on one thread and on several', async () => {
    const scores = async (threads: number) => {
      const own = testApp(undefined, threads);
      try {
        await own.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
        const asked = {
          columns: both,
          models: ['mixture' as const, 'vae' as const],
          ks: [2],
          families: ['EEE' as const],
          folds: 2,
        };
        const { job, scoreboard } = await own.app.call('scoreboard.start', ScoreboardOptions.parse({ ...asked, samples: 20 }));
        await own.done(job);
        return (await own.app.call('scoreboard.rows', { scoreboard })).models;
      } finally {
        await own.close();
      }
    };
    expect(await scores(1)).toEqual(await scores(3));
  });

  it('leaves a column out that has one value in what a fold trains on, and says so', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${i % 11},${Math.sin(i)},${i === 4 ? 1 : 0}`);
    await home.table('rare.csv', `a,b,rare\n${lines.join('\n')}\n`);
    const { job, scoreboard } = await start({ columns: ['a', 'b', 'rare'], models: ['gaussian-full'], folds: 3 });
    await home.done(job);
    expect(await board(scoreboard)).toMatchObject({
      columns: ['a', 'b'],
      leftOut: [{ name: 'rare', reason: 'has one value in the rows that a fold trains on' }],
    });
  });

  it('says of models that have nothing to say of the columns why', async () => {
    await faithful();
    const { job, scoreboard } = await start({ columns: both, models: ['kernel-density', 'pca'], folds: 2 });
    await home.done(job);
    const { scores, ranking } = await board(scoreboard);
    expect(scores[1]).toMatchObject({ nats: null, failure: 'A kernel density estimate is made of one column only.' });
    expect(ranking.map(({ model }) => model)).toEqual(['pca']);
  });

  it('holds a column of the project’s own that it was made on', async () => {
    await faithful();
    await home.app.call('selection.write', { rows: new Uint8Array(rows).fill(1, 0, 50) });
    const fit = await home.fit({ columns: both, ks: [2], families: ['EEE'] });
    await home.app.call('column.add', { name: 'doubt', from: { kind: 'uncertainty', candidate: { fit, k: 2, family: 'EEE' } } });
    const { job } = await start({ columns: ['doubt'], models: ['gaussian-full'], folds: 2 });
    await home.done(job);
    await expect(home.app.call('column.remove', { name: 'doubt' })).rejects.toThrow(/Models were compared on column 'doubt'/);
  });
});
