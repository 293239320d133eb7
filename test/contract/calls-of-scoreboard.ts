import { expect } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import type { Visitor } from './visitor.ts';

const quick = {
  columns: ['eruptions', 'waiting'],
  models: ['gaussian-full', 'gaussian-diagonal', 'bayesian'],
  folds: 3,
  starts: 2,
  components: 4,
} satisfies Input<'scoreboard.start'>;

const compared = async ({ ok, done, sample }: Visitor) => {
  await sample('old-faithful');
  const { job, scoreboard } = await ok('scoreboard.start', quick);
  expect(await done(job)).toBe(scoreboard);
  return scoreboard;
};

export const callsOfScoreboard = {
  async 'scoreboard.start'(visitor: Visitor) {
    const { ok, done, fails, door, table } = visitor;
    await visitor.sample('old-faithful');
    const { job, scoreboard } = await ok('scoreboard.start', quick);
    const grown = await door.next(({ name, value }) => name === 'scoreboard' && value.scores.length === 3);
    expect(grown.value).toMatchObject({ id: scoreboard, rows: 272, complete: 272, columns: quick.columns });
    await done(job);
    const again = await ok('scoreboard.start', quick);
    expect(again.scoreboard).toBe(scoreboard);
    expect(await done(again.job)).toBe(scoreboard);

    const more = await ok('scoreboard.start', { ...quick, models: ['pca'] });
    expect(more.scoreboard).toBe(scoreboard);
    await done(more.job);
    const [one, ...others] = await ok('scoreboard.list', {});
    expect(others).toEqual([]);
    expect(one?.status).toBe('done');
    expect(one?.scores.map(({ model }) => model)).toEqual(['gaussian-full', 'gaussian-diagonal', 'pca', 'bayesian']);
    expect(one?.ranking.map(({ model, group }) => [model, group])).toEqual([
      ['bayesian', 0],
      ['gaussian-full', 1],
      ['pca', 1],
      ['gaussian-diagonal', 2],
    ]);

    expect(await fails('scoreboard.start', { columns: ['nothing'] })).toMatchObject({ code: 'missing' });
    expect(await fails('scoreboard.start', { ...quick, folds: 1 })).toMatchObject({ code: 'usage' });
    await table('a,b,t,c\n1,2,x,7\n2,1,y,7\n3,,z,7\n4,9,x,7\n6,3,y,7\n');
    const small = await ok('scoreboard.start', { columns: ['a', 'b', 't', 'c'], models: ['gaussian-full'], folds: 2 });
    await done(small.job);
    const [board] = await ok('scoreboard.list', {});
    expect(board).toMatchObject({
      columns: ['a', 'b'],
      leftOut: [
        { name: 't', reason: 'holds categories, not numbers' },
        { name: 'c', reason: 'has one value in all complete rows' },
      ],
      ...{ rows: 4, complete: 4, incomplete: 1, excluded: 0 },
      scores: [{ nats: null, failure: expect.stringMatching(/^Without fold 1 of 2/) }],
    });
    expect(await fails('scoreboard.start', { columns: ['t'] })).toMatchObject({ code: 'input' });
  },

  async 'scoreboard.list'(visitor: Visitor) {
    await visitor.sample('iris');
    expect(await visitor.ok('scoreboard.list', {})).toEqual([]);
    await compared(visitor);
    const [board] = await visitor.ok('scoreboard.list', {});
    expect(board?.scores.every(({ nats }) => nats !== null)).toBe(true);
  },

  async 'scoreboard.rows'(visitor: Visitor) {
    const scoreboard = await compared(visitor);
    const { used, models } = await visitor.ok('scoreboard.rows', { scoreboard });
    expect([...used]).toEqual(Array.from({ length: 272 }, (_, i) => i));
    const [board] = await visitor.ok('scoreboard.list', {});
    for (const { model, nats } of models) {
      const mean = nats.reduce((sum, value) => sum + value, 0) / 272;
      expect(mean).toBeCloseTo(board?.scores.find((one) => one.model === model)?.nats ?? Number.NaN, 10);
    }
    expect(await visitor.fails('scoreboard.rows', { scoreboard: 999 })).toMatchObject({ code: 'missing' });
  },

  async 'scoreboard.delete'(visitor: Visitor) {
    const scoreboard = await compared(visitor);
    const slow = { ...quick, columns: ['eruptions'], models: ['vae' as const], folds: 50 };
    const running = await visitor.ok('scoreboard.start', slow);
    expect(await visitor.fails('scoreboard.delete', { scoreboard: running.scoreboard })).toMatchObject({ code: 'usage' });
    expect(await visitor.fails('scoreboard.start', slow)).toMatchObject({ code: 'usage' });
    expect((await visitor.ok('jobs.cancel', { job: running.job })).status).toBe('cancelled');
    expect((await visitor.ok('scoreboard.list', {})).at(-1)).toMatchObject({ status: 'cancelled', scores: [] });
    await visitor.ok('scoreboard.delete', { scoreboard: running.scoreboard });
    await visitor.ok('scoreboard.delete', { scoreboard });
    expect(await visitor.ok('scoreboard.list', {})).toEqual([]);
    expect(await visitor.fails('scoreboard.delete', { scoreboard })).toMatchObject({ code: 'missing' });
  },
};
