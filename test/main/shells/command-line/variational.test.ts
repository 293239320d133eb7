import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const cluster = (...more: string[]) =>
  lens(['cluster', sample('old-faithful.csv'), '--method', 'variational', '--threads', '1', '--starts', '3', ...more], {
    cwd: folder.path,
  });

describe('cluster --method variational', () => {
  test.each([
    ['process', '100', 2],
    ['process', '0.001', 2],
    ['distribution', '100', 10],
  ])('%s at concentration %s: so many components in use', async (prior, concentration, inUse) => {
    const { code, out, err } = await cluster('--families', 'full', '--prior', prior, '--concentration', concentration, '--json');
    expect([code, err]).toEqual([0, '']);
    const { method, criterion, best } = JSON.parse(out);
    expect([method, criterion, best.k]).toEqual(['variational', 'elbo', 10]);
    expect(best.effectiveComponents).toBe(inUse);
    expect(best.weights.filter((weight: number) => weight > 0.01)).toHaveLength(inUse);
    expect(best.elbo).toBeLessThan(-1000);
    expect(best.prior).toMatchObject({ weights: prior, concentration: Number(concentration) });
  });

  test('labels and scores of the exported model are the same, and their densities the predictive ones', async () => {
    const [labels, model, scores] = ['l.csv', 'm.json', 's.csv'].map((name) => join(folder.path, name));
    const { code, out } = await cluster(
      '--families',
      'full',
      '--k',
      '4',
      '--scale',
      'standard',
      '--labels',
      labels,
      '--model',
      model,
    );
    expect(code).toBe(0);
    expect(out).toContain('Dirichlet process');
    expect(out).toContain('2 of 4 components in use');
    expect((await lens(['score', model, sample('old-faithful.csv'), '--labels', scores], { cwd: folder.path })).code).toBe(0);
    const column = (path: string, at: number) =>
      readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => Number(line.split(',')[at])); // biome-ignore format: one chain
    expect(column(scores, 2)).toEqual(column(labels, 2));
    column(scores, 4).forEach((log, row) => {
      expect(log).toBeCloseTo(column(labels, 4)[row], 9);
    });
    const file = JSON.parse(readFileSync(model, 'utf8'));
    expect(file).toMatchObject({ bic: null, effectiveComponents: 2, variational: { structure: 'full' } });
    writeFileSync(model, JSON.stringify({ ...file, variational: { ...file.variational, meanPrecision: [1, 2, -3, 4] } }));
    const damaged = await lens(['score', model, sample('old-faithful.csv'), '--labels', join(folder.path, 'd.csv')], {
      cwd: folder.path,
    });
    expect(damaged).toMatchObject({ code: 3, err: expect.stringContaining('variational.meanPrecision.2 is -3') });
  });

  test('is assessed by held-out log-likelihood like any other', async () => {
    const { code, out } = await cluster('--families', 'full,spherical', '--k', '5', '--held-out', '3', '--json');
    expect(code).toBe(0);
    const { heldOut } = JSON.parse(out);
    expect(heldOut.best).toBe(0);
    expect(heldOut.candidates[0].nats).toBeCloseTo(-4.22, 1);
  });

  test.each([
    [['--families', 'VEV'], 'not VEV'],
    [['--noise'], 'no noise component'],
    [['--proportions', 'equal'], 'no equal proportions'],
    [['--prior', 'flat'], 'process, distribution'],
    [['--concentration', '-1'], 'A number from'],
    [['--families', 'full', '--lrt'], 'mixtures by EM'],
    [['--criterion', 'icl'], '--criterion icl is of mixtures by EM: a variational fit has no BIC, AIC or ICL.'],
    [['--criterion', 'bic'], 'the evidence lower bound (ELBO) chooses'],
    [['--max-starts', '50'], 'Say how many with --starts.'],
  ])('%j is wrong use', async (more, words) => {
    const { code, err } = await cluster(...more);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test('its options beside EM are wrong use', async () => {
    const { code, err } = await lens(['cluster', sample('old-faithful.csv'), '--concentration', '1'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(err).toContain('--method variational');
  });
});
