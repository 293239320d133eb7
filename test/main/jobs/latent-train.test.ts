import { describe, expect, it } from 'vitest';
import { encodeTable } from '../../../src/main/datasets/encode.ts';
import { judgeStopped, type LatentProgress, trainLatent } from '../../../src/main/jobs/latent-train.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { sampleColumns } from '../engine/latent/support/samples.ts';

const columns = sampleColumns('iris', ['sepal_length', 'sepal_width', 'petal_length']);
const work = (over: Partial<LatentOptions> = {}) => {
  const options = LatentOptions.parse({
    columns: columns.map(({ name }) => name),
    layers: [6],
    epochs: 12,
    warmUp: 20,
    samples: 5,
    ...over,
  });
  return { encoded: encodeTable(columns, options), options, backend: 'plain', threads: 1 } as const;
};
const helper = new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url);

describe('training in a thread', () => {
  it('tells of every epoch once, though most progress is dropped', async () => {
    const told: number[] = [];
    let heard = 0;
    const progress = ({ epochs }: LatentProgress) => {
      heard++;
      if (heard % 3 !== 0) return false;
      told.push(...epochs.map(({ epoch }) => epoch));
      return true;
    };
    const outcome = await trainLatent(work(), { progress, signal: new AbortController().signal }, helper);
    told.push(...outcome.epochs.map(({ epoch }) => epoch));
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    if (outcome.kind !== 'done') throw new Error('It was stopped.');
    expect(outcome.result).toMatchObject({ epochs: 12, rows: 150, heldOutRows: 30 });
  });

  it('tells epochs and what ends them, and no share that nobody can know', async () => {
    const told: LatentProgress[] = [];
    const watch = { progress: (step: LatentProgress) => void told.push(step), signal: new AbortController().signal };
    await trainLatent(work(), watch, helper);
    expect(told.every(({ share }) => share === null)).toBe(true);
    expect(told.map(({ doing }) => doing)).toContainEqual(
      expect.stringMatching(/^epoch 7 of at most 12, until the held-out ELBO \(-\d+\.\d{3}\) stops rising$/),
    );
    expect(told.at(-1)?.doing).toBe('bounds');
  });

  it('that is stopped answers with the best epoch so far, which can be judged', async () => {
    const abort = new AbortController();
    const epochs: LatentProgress['epochs'][number][] = [];
    const progress = (step: LatentProgress) => {
      epochs.push(...step.epochs);
      if (epochs.length >= 40) abort.abort();
      return true;
    };
    const asked = work({ epochs: 100_000, patience: 100_000 });
    const outcome = await trainLatent(asked, { progress, signal: abort.signal }, helper);
    if (outcome.kind !== 'stopped' || !outcome.kept) throw new Error('It was not stopped.');
    const all = [...epochs, ...outcome.epochs];
    const best = all.filter((epoch) => epoch.best).at(-1);
    expect(outcome.kept).toMatchObject({ epochs: all.length, bestEpoch: best?.epoch });
    const silent = { progress: () => {}, signal: new AbortController().signal };
    const result = await judgeStopped({ ...asked, kept: outcome.kept, seconds: 2 }, silent, helper);
    expect(result).toMatchObject({ ended: 'stopped', epochs: all.length, seconds: 2 });
    // Held-out figures of the kept weights are those that made the epoch the best.
    expect(result.elbo.heldOut).toBeCloseTo(best?.heldOut?.elbo ?? Number.NaN, 0);
  });

  it('that is stopped before its first epoch has nothing to keep', async () => {
    const abort = new AbortController();
    abort.abort();
    const outcome = await trainLatent(
      work({ batch: 1, epochs: 100_000 }),
      { progress: () => false, signal: abort.signal },
      helper,
    );
    expect(outcome).toMatchObject({ kind: 'stopped' });
  });
});
