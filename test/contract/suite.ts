import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallName, contract } from '../../src/shared/contract.ts';
import { callsOfAlternatives } from './calls-of-alternatives.ts';
import { callsOfColumns } from './calls-of-columns.ts';
import { callsOfData } from './calls-of-data.ts';
import { callsOfDoubt } from './calls-of-doubt.ts';
import { callsOfExports } from './calls-of-exports.ts';
import { callsOfFits } from './calls-of-fits.ts';
import { callsOfLatent } from './calls-of-latent.ts';
import { callsOfPlayer } from './calls-of-player.ts';
import { callsOfProjects } from './calls-of-projects.ts';
import { callsOfRows } from './calls-of-rows.ts';
import { callsOfScoreboard } from './calls-of-scoreboard.ts';
import { callsOfVariational } from './calls-of-variational.ts';
import type { Door } from './door.ts';
import { bits, createVisitor, longFit, type Visitor } from './visitor.ts';

const calls: { readonly [N in CallName]: (visitor: Visitor) => Promise<void> } = {
  ...callsOfProjects,
  ...callsOfData,
  ...callsOfColumns,
  ...callsOfFits,
  ...callsOfExports,
  ...callsOfPlayer,
  ...callsOfVariational,
  ...callsOfDoubt,
  ...callsOfRows,
  ...callsOfAlternatives,
  ...callsOfLatent,
  ...callsOfScoreboard,
};

/** What every shell owes to the renderer: the same calls, answers, errors and events, whatever carries them. */
export function contractSuite(name: string, openDoor: () => Promise<Door>): void {
  describe(`the contract through ${name}`, () => {
    let door: Door;
    let visitor: Visitor;
    beforeAll(async () => {
      door = await openDoor();
      visitor = createVisitor(door);
    });
    afterAll(() => door?.close());

    it('has a test for every call', () => {
      expect(Object.keys(calls).sort()).toEqual(Object.keys(contract).sort());
    });

    for (const call of Object.keys(contract) as CallName[]) it(call, () => calls[call](visitor));

    it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'app', 'app.about ', 'App.about', ''])(
      'knows no call %j',
      async (unknown) => {
        expect(await visitor.fails(unknown, {})).toEqual({
          code: 'usage',
          message: `There is no call named '${unknown}'.`,
          hint: 'Shell and application are of different versions; restart both.',
        });
      },
    );

    it.each([[null], ['text'], [7], [[]], [undefined]])('takes no %j for an input', async (input) => {
      expect(await visitor.fails('jobs.cancel', input)).toMatchObject({ code: 'usage' });
    });

    it('names the call and the place of what does not fit', async () => {
      const { code, message, hint } = await visitor.fails('project.remember', { view: 'data', chosen: ['a', 1] });
      expect(code).toBe('usage');
      expect(message).toMatch(/^project[.]remember at chosen[.]1: /);
      expect(hint).not.toBe('');
    });

    it('brings an error with its code, its message and its hint', async () => {
      expect(await visitor.fails('jobs.cancel', { job: 12345 })).toEqual({
        code: 'missing',
        message: 'There is no job 12345.',
        hint: 'It may have ended long ago.',
      });
    });

    it('brings no prototypes along', async () => {
      await visitor.sample('old-faithful');
      const form = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
      await door.call('project.remember', { form });
      await visitor.ok('project.read', {});
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });

    it('brings typed arrays with the same bits, large ones too', async () => {
      const rows = 300_000;
      await visitor.table(`a\n${Array.from({ length: rows }, (_, i) => (i * Math.PI).toString()).join('\n')}\n`);
      const flags = Uint8Array.from({ length: rows }, (_, i) => (i * 7) % 8);
      await visitor.ok('selection.write', { rows: flags });
      expect(bits((await visitor.ok('selection.read', {})).rows).equals(bits(flags))).toBe(true);
      const [cells] = (await visitor.ok('dataset.cells', { columns: ['a'] })).cells;
      const expected = Float64Array.from({ length: rows }, (_, i) => i * Math.PI);
      expect(cells?.kind === 'values' && bits(cells.values).equals(bits(expected))).toBe(true);
    });

    it('answers many calls at once, each with its own answer', async () => {
      await visitor.sample('iris');
      const pages = await Promise.all(Array.from({ length: 100 }, (_, i) => visitor.ok('dataset.page', { from: i, count: 1 })));
      expect(pages.map(({ from }) => from)).toEqual(Array.from({ length: 100 }, (_, i) => i));
      const whole = await visitor.ok('dataset.page', { from: 0, count: 100 });
      expect(pages.map(({ columns }) => columns[0]![0])).toEqual(whole.columns[0]);
    });

    it('tells of a job from its first event to its last, and goes on answering meanwhile', async () => {
      await visitor.sample('wine');
      const { job } = await visitor.ok('fit.start', longFit);
      const event = await door.next(({ name, value }) => name === 'job' && value.id === job && value.detail !== '');
      expect(event.value).toMatchObject({ kind: 'fit', status: 'running', error: null, result: null });
      expect((await visitor.ok('jobs.list', {})).find(({ id }) => id === job)!.status).toBe('running');
      await visitor.ok('jobs.cancel', { job });
      expect(await visitor.ended(job)).toMatchObject({ status: 'cancelled', error: { code: 'cancelled' } });
    });
  });
}
