import { describe, expect, it } from 'vitest';
import { encodeRows, encodeTable } from '../../../src/main/datasets/encode.ts';
import type { LatentEncoding, Likelihood } from '../../../src/shared/model/latent.ts';
import { numbers } from '../engine/latent/support/samples.ts';

const trained = (
  likelihood: Likelihood,
  type: 'number' | 'date' = 'number',
  values = Array.from({ length: 31 }, (_, i) => i + 10),
) => encodeTable([numbers('x', values, type)], { likelihoods: { x: likelihood }, picture: null }).encoding;
const notes = (encoding: LatentEncoding, values: readonly number[], type: 'number' | 'date' = 'number') =>
  encodeRows(encoding, [numbers('x', values, type)]).notes;

describe('cells of another table far beyond the values of the training', () => {
  it('are told with row, column, value and the range seen', () => {
    expect(notes(trained('gaussian'), [12, 1e30])).toEqual([
      "Column 'x' has 1e+30 in row 2 far beyond the values of the training (from 10 to 40): what the network says of that row is extrapolated. Check the cell.",
    ]);
    expect(notes(trained('gaussian'), [-21, 12, 500])[0]).toContain('has 2 cells, the furthest 500 in row 3, far beyond');
  });

  it('are none within the width of the range on both sides of it', () => {
    expect(notes(trained('gaussian'), [-19, 69, Number.NaN])).toEqual([]);
    expect(notes(trained('gaussian'), [-21])).toHaveLength(1);
  });

  it('are sought on a log scale where the likelihood has one', () => {
    for (const likelihood of ['log-normal', 'poisson'] as const) {
      expect(notes(trained(likelihood), [120])).toEqual([]);
      expect(notes(trained(likelihood), [1e6])[0]).toContain('1000000 in row 1 far beyond');
    }
  });

  it('are told as dates in a column of dates', () => {
    const day = 86_400_000;
    const encoding = trained(
      'gaussian',
      'date',
      Array.from({ length: 40 }, (_, i) => i * day),
    );
    expect(notes(encoding, [1e5 * day], 'date')[0]).toMatch(/has 2243-10-17\S* in row 1 .*from 1970-01-01\S* to 1970-02-09/);
  });

  it('are told by the mean where the model was written without its range', () => {
    const encoding = trained('gaussian');
    const older = { ...encoding, columns: encoding.columns.map(({ range: _, ...column }) => column) };
    expect(notes(older, [60])).toEqual([]);
    expect(notes(older, [1e30])[0]).toContain('1e+30 in row 1 far beyond the values of the training (around 25)');
  });
});
