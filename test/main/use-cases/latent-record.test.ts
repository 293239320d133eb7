import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Stopped } from '../../../src/main/jobs/latent-train.ts';
import type { ProjectFile } from '../../../src/main/store/project-file.ts';
import { recordTraining } from '../../../src/main/use-cases/latent-record.ts';
import { epoch } from '../store/latent-samples.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function recorder(fail = false) {
  const kept: [number[], number | null][] = [];
  const told: number[] = [];
  const addEpochs: ProjectFile['latents']['addEpochs'] = (_, epochs, weights) => {
    if (fail) throw new Error('The disk is full.');
    kept.push([epochs.map((one) => one.epoch), weights?.best ?? null]);
  };
  const file = { latents: { addEpochs } } as unknown as ProjectFile;
  const record = recordTraining(
    { emit: (event) => event.name === 'epochs' && told.push(...event.value.epochs.map((one) => one.epoch)) },
    { file },
    1,
  );
  return { record, kept, told };
}

const weights = (best: number): Stopped => ({ parameters: Float32Array.of(best), epochs: best, bestEpoch: best });

describe('a training under way', () => {
  it('is written down epoch by epoch, its weights at once and then every five seconds where they are better', () => {
    const { record, kept, told } = recorder();
    record.hear({ epochs: [epoch(1)], kept: weights(1) });
    record.hear({ epochs: [epoch(2)], kept: weights(2) });
    record.hear({ epochs: [], kept: null });
    vi.advanceTimersByTime(5001);
    record.hear({ epochs: [epoch(3)], kept: null });
    vi.advanceTimersByTime(5001);
    record.hear({ epochs: [epoch(4), epoch(5)], kept: null });
    expect(kept).toEqual([
      [[1], 1],
      [[2], null],
      [[3], 2],
      [[4, 5], null],
    ]);
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(record.best()?.best).toBe(2);
  });

  it('before the first best epoch keeps the last', () => {
    const { record } = recorder();
    expect(record.best()).toBeNull();
    record.hear({ epochs: [epoch(7)], kept: { ...weights(7), bestEpoch: 0 } });
    expect(record.best()).toMatchObject({ epochs: 7, best: 7 });
  });

  it('tells of nothing that could not be written down', () => {
    const { record, told } = recorder(true);
    expect(() => record.hear({ epochs: [epoch(1)], kept: null })).toThrow('The disk is full');
    expect(told).toEqual([]);
  });
});
