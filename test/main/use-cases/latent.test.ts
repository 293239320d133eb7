import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LensEvent } from '../../../src/shared/contract.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { type TestApp, testApp, twoGroups } from './application.ts';

let home: TestApp;
beforeAll(async () => {
  home = testApp();
});
afterAll(() => home.close());

const options = (over: Partial<LatentOptions> = {}) =>
  LatentOptions.parse({ columns: ['a', 'b', 'group'], layers: [6], epochs: 8, warmUp: 10, samples: 5, ...over });
const endless = { epochs: 100_000, patience: 100_000, warmUp: 0 };
const model = async (id: number) => (await home.app.call('latent.list', {})).find((one) => one.id === id);
const next = (fits: (event: LensEvent) => boolean) =>
  new Promise<LensEvent>((found) => {
    const stop = home.app.subscribe((event) => {
      if (!fits(event)) return;
      stop();
      found(event);
    });
  });
const anEpoch = (from = 1) => next(({ name, value }) => name === 'epochs' && (value.epochs.at(-1)?.epoch ?? 0) >= from);

describe('a VAE of the project', () => {
  it('tells of its epochs one after the other, each once, and keeps what it told of', async () => {
    await home.table('groups.csv', twoGroups());
    const told: number[] = [];
    const stop = home.app.subscribe((event) => {
      if (event.name === 'epochs') told.push(...event.value.epochs.map(({ epoch }) => epoch));
    });
    const started = await home.app.call('latent.start', { options: options({ epochs: 60 }), backend: 'fused' });
    await home.done(started.job);
    stop();
    expect(told).toEqual(Array.from({ length: told.length }, (_, i) => i + 1));
    expect(await home.app.call('latent.epochs', { model: started.model })).toHaveLength(told.length);
    expect((await model(started.model))?.result?.epochs).toBe(told.length);
  });

  it('that was stopped before it was judged is judged when its bound is asked for', async () => {
    await home.table('groups.csv', twoGroups());
    const started = await home.app.call('latent.start', { options: options(endless), backend: 'plain' });
    await anEpoch(4);
    const judging = next(({ name, value }) => name === 'job' && value.title.startsWith('Judge'));
    await home.app.call('jobs.cancel', { job: started.job });
    const { value } = await judging;
    await home.app.call('jobs.cancel', { job: 'title' in value ? value.id : 0 });
    const stopped = await model(started.model);
    if (stopped?.result === null) {
      const { job } = await home.app.call('latent.bound', { model: started.model, samples: 7 });
      await home.done(job);
    }
    const judged = await model(started.model);
    const epochs = await home.app.call('latent.epochs', { model: started.model });
    expect(judged).toMatchObject({ status: 'cancelled', result: { ended: 'stopped', epochs: epochs.length } });
    expect(epochs.some(({ epoch, best }) => best && epoch === judged?.result?.bestEpoch)).toBe(true);
  });

  it('that is removed while it is judged is gone', async () => {
    await home.table('groups.csv', twoGroups());
    const started = await home.app.call('latent.start', { options: options(endless), backend: 'plain' });
    await anEpoch();
    await expect(home.app.call('latent.delete', { model: started.model })).rejects.toThrow('still in training');
    await home.app.call('jobs.cancel', { job: started.job });
    await home.app.call('latent.delete', { model: started.model });
    expect(await home.app.call('latent.list', {})).toEqual([]);
  });

  it('goes with its table, also while it trains', async () => {
    await home.table('groups.csv', twoGroups());
    const started = await home.app.call('latent.start', { options: options(endless), backend: 'plain' });
    await anEpoch();
    const { job } = await home.app.call('dataset.read', { source: { kind: 'again' }, options: {} });
    await home.done(job);
    expect(await home.app.call('latent.list', {})).toEqual([]);
    await expect(home.app.call('latent.rows', { model: started.model })).rejects.toThrow('There is no VAE');
    expect((await home.app.call('jobs.list', {})).find(({ id }) => id === started.job)?.status).toBe('cancelled');
  });

  it('of a column that cannot be computed fails in words, and the table is as it was', async () => {
    const steep = Array.from({ length: 60 }, (_, i) => `${Math.sin(i)},${i % 9 === 0 ? 1e300 : Math.cos(i) * 1e-300}`);
    await home.table('steep.csv', `a,b\n${steep.join('\n')}\n`);
    const started = home.app.call('latent.start', { options: options({ columns: ['a', 'b'] }), backend: 'fused' });
    const outcome = await started.then(
      ({ job }) => home.done(job).then(() => 'done'),
      (thrown: Error) => thrown.message,
    );
    expect(outcome).toMatch(/done|'b'/);
    for (const one of await home.app.call('latent.list', {}))
      if (one.result) expect(Number.isFinite(one.result.elbo.train)).toBe(true);
  });
});
