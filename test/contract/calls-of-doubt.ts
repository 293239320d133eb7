import { expect } from 'vitest';
import type { DoubtOptions } from '../../src/shared/model/doubt-results.ts';
import { longFit, smallFit, type Visitor } from './visitor.ts';

export const callsOfDoubt = {
  async 'doubt.start'({ ok, fails, done, ended, fitted, sample, door }: Visitor) {
    const { fit, family } = await fitted();
    const assess = async (options: DoubtOptions) => {
      const { job } = await ok('doubt.start', options);
      expect(await done(job)).toBe(fit);
      return job;
    };
    await assess({ kind: 'held-out', fit, folds: 3, seed: 4 });
    const told = await door.next(({ name, value }) => name === 'doubt' && value.kind === 'held-out');
    const jobs = await ok('jobs.list', {});
    expect(jobs.at(-1)).toMatchObject({ kind: 'doubt', title: 'Held-out log-likelihood', status: 'done' });
    const [heldOut] = await ok('doubt.list', { fit });
    expect(told.value).toEqual(heldOut);
    await assess({ kind: 'held-out', fit, folds: 3, seed: 4 });
    expect((await ok('jobs.list', {})).at(-1)).toMatchObject({ title: 'Assessed before' });
    expect(await ok('doubt.list', { fit })).toEqual([heldOut]);

    await assess({ kind: 'likelihood-ratio', fit, family, replicates: 9, level: 0.2, seed: 1 });
    await assess({ kind: 'stability', fit, family, subsamples: 4, seed: 1 });
    await assess({ kind: 'merge', fit, family, k: 2 });
    await assess({ kind: 'standard-errors', fit, family, k: 2, replicates: 5, seed: 1 });
    const kinds = (await ok('doubt.list', { fit })).map(({ kind }) => kind);
    expect(kinds).toEqual(['held-out', 'likelihood-ratio', 'stability', 'merge', 'standard-errors']);

    expect(await fails('doubt.start', { kind: 'guess', fit })).toMatchObject({ code: 'usage' });
    expect(await fails('doubt.start', { kind: 'held-out', fit, folds: 1 })).toMatchObject({ code: 'usage' });
    expect(await fails('doubt.start', { kind: 'held-out', fit: 99 })).toMatchObject({ code: 'missing' });
    expect(await fails('doubt.start', { kind: 'stability', fit, family: 'EEE' })).toMatchObject({
      code: 'missing',
      message: expect.stringContaining('EEE'),
      hint: expect.stringContaining('VVI'),
    });
    const absent = await ok('doubt.start', { kind: 'merge', fit, family, k: 7 });
    expect(await ended(absent.job)).toMatchObject({ status: 'failed', error: { code: 'missing' } });

    const long = { kind: 'likelihood-ratio', fit, family, replicates: 9999 } as const;
    const { job } = await ok('doubt.start', long);
    expect(await ok('jobs.cancel', { job })).toMatchObject({ status: 'cancelled' });
    const [, kept] = await ok('doubt.list', { fit });
    expect(kept).toMatchObject({ kind: 'likelihood-ratio', options: { replicates: 9 } });

    await sample('wine');
    const running = await ok('fit.start', longFit);
    expect(await fails('doubt.start', { kind: 'held-out', fit: running.fit })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('running'),
    });
    await ok('jobs.cancel', { job: running.job });
  },

  async 'doubt.list'({ ok, fails, done, sample }: Visitor) {
    await sample('old-faithful');
    const started = await ok('fit.start', { ...smallFit, scaling: 'standard' });
    await done(started.job);
    const { fit } = started;
    expect(await ok('doubt.list', { fit })).toEqual([]);
    await done((await ok('doubt.start', { kind: 'held-out', fit })).job);
    await done((await ok('doubt.start', { kind: 'standard-errors', fit, family: 'VVI', k: 1, replicates: 60 })).job);
    const [heldOut, errors] = await ok('doubt.list', { fit });
    // In the data's own units, whatever the fit was scaled to: about the log-likelihood per row, a little below it.
    if (heldOut?.kind !== 'held-out' || errors?.kind !== 'standard-errors') throw new Error('Other assessments are listed.');
    for (const { k, nats, folds, failure } of heldOut.result.candidates) {
      const { candidate } = await ok('fit.detail', { fit, k, family: 'VVI' });
      expect(failure).toBeNull();
      expect(folds).toHaveLength(5);
      expect(nats!).toBeLessThan(candidate.logLikelihood! / 272);
      expect(nats!).toBeGreaterThan(candidate.logLikelihood! / 272 - 0.05);
    }
    expect(heldOut.result.candidates[heldOut.result.best!]).toMatchObject({ k: 2, difference: 0 });
    // One component: a mean's standard error is sd / √n.
    const { mixture } = await ok('fit.detail', { fit, k: 1, family: 'VVI' });
    mixture!.means[0]!.forEach((mean, j) => {
      const expected = Math.sqrt(mixture!.covariances[0]![j]![j]! / 272);
      expect(errors.result.means.standardErrors[0]![j]! / expected).toBeCloseTo(1, 0);
      expect(errors.result.means.lower[0]![j]).toBeLessThan(mean);
      expect(errors.result.means.upper[0]![j]).toBeGreaterThan(mean);
    });
    await ok('fit.delete', { fit });
    expect(await fails('doubt.list', { fit })).toMatchObject({ code: 'missing' });
  },
};
