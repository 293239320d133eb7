import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modelFile, readModel, writeModel } from '../../../src/main/exports/model.ts';
import type { Dataset } from '../../../src/shared/model/dataset.ts';
import type { Candidate, CandidateDetail, Fit } from '../../../src/shared/model/mixture.ts';
import type { ModelFile } from '../../../src/shared/model/model-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lens-model-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const model: ModelFile = {
  format: 'latent-lens-mixture',
  version: 1,
  columns: ['x', 'y'],
  family: 'VVV',
  k: 2,
  weights: [1 / 3, 2 / 3],
  means: [
    [0.1, 1e300],
    [Number.MIN_VALUE, -7],
  ],
  covariances: [
    [
      [1, 0.5],
      [0.5, 1],
    ],
    [
      [2, -0.1],
      [-0.1, 3],
    ],
  ],
  noise: null,
  logLikelihood: -1130.263960184741,
  bic: 2322.191743098739,
  rows: 272,
  seed: 1,
  converged: true,
  source: 'old-faithful.csv',
};

const candidate: Candidate = {
  k: 2,
  family: 'VVV',
  logLikelihood: model.logLikelihood,
  parameters: 11,
  bic: model.bic,
  aic: 0,
  icl: 0,
  iterations: 9,
  converged: true,
  degenerate: false,
  starts: 10,
  startsAtBest: 10,
  failure: null,
  seconds: 0,
};
const { weights, means, covariances } = model;
const detail: CandidateDetail = {
  candidate,
  mixture: { weights, means, covariances },
  sizes: [90, 182],
  trace: [],
  remaining: null,
  ledger: [],
};
const fit = { rows: 272, options: { columns: ['x', 'y'], seed: 1 } } as Fit;
const dataset = { source: { name: 'old-faithful.csv' } } as Dataset;

describe('a model file', () => {
  test('is made of a fit and comes back the same bits', async () => {
    const path = join(folder, 'model.json');
    expect(modelFile(dataset, fit, detail)).toEqual(model);
    await writeModel(path, model);
    expect(await readModel(path)).toEqual(model);
  });

  test('with noise comes back, and its weights sum to 1 with that of the noise', async () => {
    const path = join(folder, 'noise.json');
    const noisy: ModelFile = {
      ...model,
      weights: [0.3, 0.5],
      noise: { weight: 0.2, logDensity: -6, perColumn: [-2, -4] },
    };
    await writeModel(path, noisy);
    expect(await readModel(path)).toEqual(noisy);
    const inHull = { ...noisy, noise: { weight: 0.2, logDensity: -6, perColumn: null } };
    await writeModel(path, inHull);
    expect(await readModel(path)).toEqual(inHull);
  });

  test('is not made of a candidate without a fit', () => {
    const failed = { ...detail, mixture: null, candidate: { ...candidate, failure: 'More components than rows.' } };
    expect(() => modelFile(dataset, fit, failed)).toThrow(/K = 2, VVV has no model to export: More components than rows\./);
  });

  test.each<[string, unknown, RegExp]>([
    ['text', 'hello', /not JSON/],
    ['another format', { ...model, format: 'other' }, /format/],
    ['a newer version', { ...model, version: 2 }, /version/],
    ['an unknown family', { ...model, family: 'XYZ' }, /family/],
    [
      'a null among the means',
      {
        ...model,
        means: [
          [0, null],
          [0, 0],
        ],
      },
      /means\.0\.1/,
    ],
    ['a column named twice', { ...model, columns: ['x', 'x'] }, /named twice/],
    ['a weight too few', { ...model, weights: [1] }, /weights has 1 entries for K = 2/],
    ['weights that do not sum to 1', { ...model, weights: [0.5, 0.6] }, /sum to 1/],
    ['a negative weight', { ...model, weights: [-0.5, 1.5] }, /positive/],
    [
      'weights that do not sum to 1 with the noise',
      { ...model, noise: { weight: 0.1, logDensity: -6, perColumn: null } },
      /with that of the noise, must sum to 1/,
    ],
    ['a negative weight of the noise', { ...model, noise: { weight: -0.1, logDensity: -6, perColumn: null } }, /noise is -0\.1/],
    ['a noise of fewer columns', { ...model, noise: { weight: 0, logDensity: -6, perColumn: [-6] } }, /noise\.perColumn has 1/],
    ['a short mean', { ...model, means: [[0], [0, 0]] }, /means\.0 has 1 values for 2 columns/],
    ['a covariance of the wrong shape', { ...model, covariances: [[[1]], model.covariances[1]] }, /covariances\.0 is not 2 × 2/],
    [
      'a covariance that is not symmetric',
      {
        ...model,
        covariances: [
          [
            [1, 0.5],
            [0, 1],
          ],
          model.covariances[1],
        ],
      },
      /covariances\.0 is not symmetric/,
    ],
    [
      'a covariance with a negative eigenvalue',
      {
        ...model,
        covariances: [
          model.covariances[0],
          [
            [1, 2],
            [2, 1],
          ],
        ],
      },
      /covariances\.1 is not positive definite/,
    ],
  ])('with %s is refused as bad input that says so', async (_, content, words) => {
    const path = join(folder, 'bad.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    const error = await readModel(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'input', message: expect.stringMatching(words), hint: expect.stringMatching(/\w/) });
    expect((error as Error).message).toContain('bad.json');
  });

  test('that is not there, or is a folder, is named', async () => {
    await expect(readModel(join(folder, 'absent.json'))).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('absent.json'),
    });
    await expect(readModel(folder)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/is a folder/),
      // Files of either kind come here first.
      hint: expect.stringMatching(/cluster --model.*vae --model/),
    });
  });
});
