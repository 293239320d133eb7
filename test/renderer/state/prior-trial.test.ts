import { describe, expect, test } from 'vitest';
import type { Client } from '../../../src/renderer/client.ts';
import { PriorTrial, type TrialHost } from '../../../src/renderer/state/prior-trial.svelte.ts';

/** A trial whose answers come when they are let. */
function trialOf() {
  const asked: { candidate: { k: number }; concentration: number; answer: () => Promise<void> }[] = [];
  const shown = (k: number) => ({ key: { fit: 1, k, family: 'VVV' } }) as never;
  const call = (_: string, { candidate, concentration }: { candidate: { k: number }; concentration: number }) =>
    new Promise((settle) => {
      const detail = { candidate: { k: candidate.k, effectiveComponents: 2, elbo: -concentration } };
      const answer = async () => {
        settle({ detail, rows: null });
        await new Promise((done) => setImmediate(done));
      };
      asked.push({ candidate, concentration, answer });
    });
  const closed: boolean[] = [];
  const reported: unknown[] = [];
  const host = {
    client: { call } as unknown as Client,
    notices: { report: (thrown: unknown) => reported.push(thrown) },
    shownCandidate: shown(8),
    shownId: '1/8',
    player: { show: (open: boolean) => closed.push(open) },
  };
  const show = (k: number) => Object.assign(host, { shownCandidate: shown(k), shownId: `1/${k}` });
  const trial = new PriorTrial(host as TrialHost);
  trial.follow();
  return { trial, asked, closed, show };
}
const key = (k: number) => ({ fit: 1, k, family: 'VVV' }) as const;

describe('a trial of the concentration', () => {
  test('is restored as it stood, in sight, and taken back', async () => {
    const { trial, asked, closed } = trialOf();
    const before = { ...trial.trying };
    void trial.look(key(8), 10);
    await asked[0]!.answer();
    const then = { ...trial.trying };
    expect([before, then]).toEqual([
      { of: '1/8', concentration: null },
      { of: '1/8', concentration: 10 },
    ]);
    trial.restore(before);
    expect([trial.detail, trial.concentration, closed]).toEqual([null, null, [false]]);
    trial.restore(then);
    await asked[1]!.answer();
    expect(trial.detail).toMatchObject({ candidate: { k: 8, elbo: -10 } });
    trial.restore(then);
    expect(asked).toHaveLength(2);
  });

  test('of a candidate that is not what it was is not restored', () => {
    const { trial, asked, show } = trialOf();
    show(9);
    trial.restore({ of: '1/8', concentration: 10 });
    expect([asked.length, trial.trying]).toEqual([0, { of: '1/9', concentration: null }]);
  });

  test('skips what was asked while it was busy but for the newest', async () => {
    const { trial, asked } = trialOf();
    for (const concentration of [1, 2, 3]) void trial.look(key(8), concentration);
    await asked[0]!.answer();
    await asked[1]!.answer();
    expect(asked.map(({ concentration }) => concentration)).toEqual([1, 3]);
    expect([trial.busy, trial.detail]).toMatchObject([false, { candidate: { elbo: -3 } }]);
  });

  test('of another candidate, asked while the one before is still computed, is computed after it', async () => {
    const { trial, asked, show } = trialOf();
    void trial.look(key(8), 1);
    show(9);
    trial.follow();
    void trial.look(key(9), 1);
    await asked[0]!.answer();
    expect(trial.detail).toBeNull();
    await asked[1]!.answer();
    expect(trial.detail).toMatchObject({ candidate: { k: 9 } });
    expect(trial.seen).toHaveLength(1);
  });

  test('that is taken back while it is computed is not shown', async () => {
    const { trial, asked } = trialOf();
    void trial.look(key(8), 1);
    trial.back();
    await asked[0]!.answer();
    expect([trial.detail, trial.busy, asked.length]).toEqual([null, false, 1]);
  });
});
