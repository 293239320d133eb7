import { expect } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import { smallFit, type Visitor } from './visitor.ts';

const asked = {
  ...{ columns: smallFit.columns, ks: [6], families: ['VVV'], starts: 3, method: 'variational' },
  bayesian: { weights: 'process', concentration: 0.1 },
} satisfies Input<'fit.start'>;

export const callsOfVariational = {
  async 'variational.again'({ ok, fails, sample, done, fitted }: Visitor) {
    await sample('old-faithful');
    const { job, fit } = await ok('fit.start', asked);
    await done(job);
    const key = { fit, k: 6, family: 'VVV' } as const;
    const kept = await ok('fit.detail', key);
    expect(kept.candidate).toMatchObject({ effectiveComponents: 2, bic: null, aic: null, icl: null, converged: true });
    expect(kept.candidate.elbo).toBeLessThan(kept.candidate.logLikelihood!);
    expect(kept.mixture!.variational!.prior).toMatchObject({ weights: 'process', concentration: 0.1, degreesOfFreedom: 2 });
    const { fits } = await ok('project.read', {});
    expect(fits.find((one) => one.id === fit)).toMatchObject({ best: 0, status: 'done' });

    const same = await ok('variational.again', { candidate: key, concentration: 0.1 });
    expect(same.detail.candidate.elbo).toBeCloseTo(kept.candidate.elbo!, 3);
    expect(same.rows).toBeNull();
    const wide = await ok('variational.again', { candidate: key, weights: 'distribution', concentration: 100, rows: true });
    expect(wide.detail.candidate.effectiveComponents).toBe(6);
    expect(wide.detail.mixture!.variational!.prior).toMatchObject({ weights: 'distribution', concentration: 100 });
    expect(wide.rows!.labels).toHaveLength(272);
    // Nothing is kept.
    expect(await ok('fit.detail', key)).toEqual(kept);

    expect(await fails('variational.again', { candidate: key, concentration: 0 })).toMatchObject({ code: 'usage' });
    const byEm = await fitted();
    expect(await fails('variational.again', { candidate: byEm, concentration: 1 })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('EM'),
    });
  },

  async 'variational.play'({ ok, fails, sample }: Visitor) {
    await sample('old-faithful');
    const options = {
      columns: smallFit.columns,
      k: 5,
      family: 'VVV',
      start: { kind: 'k-means++' },
    } satisfies Input<'variational.play'>;
    const { mixtures, steps, converged, evidence } = await ok('variational.play', options);
    expect(converged).toBe(true);
    expect(steps.slice(0, 4).map(({ kind }) => kind)).toEqual(['start', 'E', 'M', 'E']);
    expect(mixtures).toHaveLength(steps.at(-1)!.mixture + 1);
    for (let s = 1; s < steps.length; s++) {
      expect(steps[s]!.bound).toBeGreaterThanOrEqual(steps[s - 1]!.bound - 1e-7);
      expect(steps[s]!.terms.elbo).toBe(steps[s]!.bound);
    }
    // What stays open: the ELBO is below the tighter bound, and that below the log-likelihood at the expected parameters.
    expect(evidence!.nats).toBeGreaterThan(steps.at(-1)!.bound);
    expect(evidence!.nats).toBeLessThan(steps.at(-1)!.logLikelihood);
    const fading = mixtures.at(-1)!.weights.filter((weight) => weight < 0.01);
    expect(fading).toHaveLength(3);

    const short = await ok('variational.play', { ...options, limit: 2 });
    expect([short.converged, short.steps.length]).toEqual([false, 6]);
    const onward = await ok('variational.play', { ...options, start: { kind: 'mixture', mixture: short.mixtures.at(-1)! } });
    expect(onward.steps[3]!.bound).toBeCloseTo(steps[7]!.bound, 6);

    expect(await fails('variational.play', { ...options, family: 'VEV' })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('VVV, EEE, VVI and VII'),
    });
    expect(await fails('variational.play', { ...options, bayesian: { degreesOfFreedom: 1 } })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('degrees of freedom'),
    });
  },
};
