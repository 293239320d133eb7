import { describe, expect, test } from 'vitest';
import type { Client } from '../../../src/renderer/client.ts';
import type { Run } from '../../../src/renderer/state/player-run.ts';
import { askRun, grown } from '../../../src/renderer/state/run-portions.ts';
import type { Play } from '../../../src/shared/model/player.ts';

const mixture = (mean: number) => ({ weights: [1], means: [[mean]], covariances: [[[1]]] });
/** A portion of some iterations that ends at `mean`. */
const part = (mean: number, converged = false): Play => ({
  mixtures: [mixture(mean - 1), mixture(mean)],
  steps: (['start', 'E', 'M', 'E'] as const).map((kind, i) => ({
    ...{ kind, iteration: i < 2 ? 0 : 1, mixture: i < 2 ? 0 : 1 },
    ...{ logLikelihood: mean, bound: mean },
  })),
  converged,
});
const begun: Run = { method: 'em', bayesian: null, columns: ['a'], k: 1, family: 'VVV', ...part(1) };

/** A client that answers with these portions, and what it was asked. */
function answering(...parts: Play[]) {
  const asked: { name: string; input: Record<string, unknown> }[] = [];
  const call = async (name: string, input: Record<string, unknown>) => {
    asked.push({ name, input });
    return parts.shift();
  };
  return { client: { call } as unknown as Client, asked };
}

describe('a run that is watched', () => {
  test('is asked on from its last mixture until it has ended', async () => {
    const { client, asked } = answering(part(2), part(3, true));
    const lengths: number[] = [];
    for await (const run of grown(client, begun, 7, 100)) lengths.push(run.mixtures.length);
    expect(lengths).toEqual([3, 4]);
    expect(asked.map(({ input }) => input.start)).toEqual([
      { kind: 'mixture', mixture: mixture(1) },
      { kind: 'mixture', mixture: mixture(2) },
    ]);
  });

  test('is asked no further by those who do not want more, nor where nothing came of it', async () => {
    const { client, asked } = answering(part(2), part(3));
    for await (const _ of grown(client, begun, 7, 100)) break;
    expect(asked).toHaveLength(1);
    const nothing = answering({ ...part(2), steps: part(2).steps.slice(0, 2), mixtures: [mixture(1)] });
    for await (const _ of grown(nothing.client, begun, 7, 100)) expect.unreachable();
  });

  test('names its prior where it is of variational inference alone', async () => {
    const { client, asked } = answering(part(2), part(2));
    const ask = { ...begun, seed: 1, start: { kind: 'random' } } as const;
    await askRun(client, ask, 10);
    await askRun(client, { ...ask, method: 'variational' }, 10);
    expect(asked.map(({ name, input }) => [name, 'bayesian' in input])).toEqual([
      ['em.play', false],
      ['variational.play', true],
    ]);
  });
});
