import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { defaultFamilies } from '../../../../src/shared/model/mixture.ts';
import { lens, root, sample, temporaryFolder } from './child.ts';

interface SeededFit {
  readonly dataset: 'faithful' | 'iris';
  readonly model: string;
  readonly G: number;
  readonly init: readonly number[];
  readonly loglik: number;
  readonly pro: readonly number[];
  readonly mean: readonly (readonly number[])[];
}

const folder = temporaryFolder();
afterAll(folder.remove);
const cwd = folder.path;
const files = { faithful: 'old-faithful.csv', iris: 'iris.csv' };
const fits: readonly SeededFit[] = JSON.parse(readFileSync(join(root, 'test/reference/mixture-seeded-fits.json'), 'utf8'));
const ours = fits.filter(({ model }) => defaultFamilies.some((code) => code === model));

/** The sample with the partition as one more column. */
function withLabels(name: string, { dataset, init }: SeededFit): string {
  const [header, ...lines] = readFileSync(sample(files[dataset]), 'utf8').trimEnd().split('\n');
  writeFileSync(join(cwd, name), [`${header},init`, ...lines.map((line, row) => `${line},${init[row]}`), ''].join('\n'));
  return name;
}

/** By weight and then first mean: the order of components is no part of a mixture. */
const sorted = (weights: readonly number[], means: readonly (readonly number[])[]) =>
  weights.map((weight, component) => [weight, ...means[component]]).sort((a, b) => a[1] - b[1]);

describe('--start-labels', () => {
  test('the reference has lines of all four families', () => {
    expect(ours.length).toBeGreaterThanOrEqual(10);
    expect(new Set(ours.map(({ model }) => model))).toEqual(new Set(defaultFamilies));
  });

  test.each(ours.map((fit) => [fit.dataset, fit.model, fit.G, fit] as const))(
    'from its partition, %s %s with %i components reaches the optimum of mclust',
    async (dataset, model, k, fit) => {
      const file = withLabels(`${dataset}-${model}-${k}.csv`, fit);
      const { code, out, err } = await lens(['cluster', file, '--families', model, '--start-labels', 'init', '--json'], { cwd });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { columns, best, candidates } = JSON.parse(out);
      expect(columns).not.toContain('init');
      expect(candidates).toHaveLength(1);
      expect(best).toMatchObject({ k, family: model, converged: true, starts: 1 });
      expect(Math.abs(best.logLikelihood - fit.loglik)).toBeLessThan(1e-6 * Math.abs(fit.loglik));
      const expected = sorted(fit.pro, fit.mean);
      for (const [component, values] of sorted(best.weights, best.means).entries())
        for (const [i, value] of values.entries())
          expect(Math.abs(value - expected[component][i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected[component][i])));
    },
  );

  test('takes labels in words', async () => {
    const words = ['cluster', sample('iris.csv'), '--families', 'full', '--start-labels', 'species', '--json'];
    const { code, out } = await lens(words, { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out).best.k).toBe(3);
  });

  test.each([
    ['a K that disagrees', ['--k', '2'], 2, /has 3 labels, but --k asks for 2/],
    ['more than one K', ['--k', '2-4'], 2, /has 3 labels/],
    ['a column that is fitted too', ['--columns', 'sepal_length,init'], 2, /both a column to fit and the starting labels/],
    ['a column that is not there', ['--start-labels', 'absent'], 3, /has no column 'absent'/],
  ])('%s ends the command', async (_, more, exit, message) => {
    const fit = ours.find(({ dataset, G }) => dataset === 'iris' && G === 3) as SeededFit;
    const words = ['cluster', withLabels('wrong.csv', fit), '--start-labels', 'init', ...more];
    const { code, out, err } = await lens(words, { cwd });
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toMatch(message);
  });
});
