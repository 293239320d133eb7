import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prepare, toOriginalUnits } from '../../../../../src/main/datasets/prepare.ts';
import { posterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { searchCandidate } from '../../../../../src/main/engine/mixture/search.ts';
import { finish } from '../../support.ts';

/** Measurements of 344 penguins, of which two have none; sexes of nine more are not known, so that cells are few to miss. */
const lines = readFileSync(new URL('../../../../../resources/samples/penguins.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/);
const names = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const at = names.map((name) => lines[0].split(',').indexOf(name));
const columns = (holes: boolean) =>
  names.map((name, j) => {
    const values = Float64Array.from(lines.slice(1), (line) => Number(line.split(',')[at[j]]));
    if (holes) for (let i = j; i < values.length; i += 9) values[i] = Number.NaN;
    return { name, cells: { kind: 'values' as const, values } };
  });
const options = { k: 3, family: 'EEE', starts: 4, seed: 1, floor: 1e-6, startLabels: null } as const;

test('every penguin with any measurement is used, and only those with none are left out', () => {
  const prepared = prepare(columns(false), 'standard', { missing: 'model' });
  expect([prepared.rows.n, prepared.excluded, prepared.incomplete]).toEqual([342, 2, 0]);
  const holed = prepare(columns(true), 'standard', { missing: 'model' });
  expect([holed.rows.n, holed.excluded]).toEqual([342, 2]);
  expect(holed.incomplete).toBeGreaterThan(140);
  expect(prepare(columns(true), 'standard').rows.n).toBe(342 - holed.incomplete);
});

test('with a ninth of the cells gone, species come out nearly as from all cells', () => {
  const whole = prepare(columns(false), 'standard', { missing: 'model' });
  const holed = prepare(columns(true), 'standard', { missing: 'model' });
  const [one, other] = [whole, holed].map(({ rows }) => {
    const { mixture, failure } = finish(searchCandidate(rows, options));
    expect(failure).toBeNull();
    if (!mixture) throw new Error('no fit');
    return finish(posterior(rows, mixture)).labels;
  });
  const agree = one.reduce((sum, label, i) => sum + (label === other[i] ? 1 : 0), 0);
  expect(agree / 342).toBeGreaterThan(0.93);
});

test('a scaled fit in original units has the log-likelihood that its Jacobian says', () => {
  for (const scaling of ['standard', 'robust'] as const) {
    const prepared = prepare(columns(true), scaling, { missing: 'model' });
    const found = finish(searchCandidate(prepared.rows, options));
    if (!found.mixture) throw new Error('no fit');
    const { rows } = prepare(columns(true), 'none', { missing: 'model' });
    const { logDensity } = finish(posterior(rows, toOriginalUnits(found.mixture, prepared)));
    const sum = logDensity.reduce((total, value) => total + value, 0);
    expect(Number(found.logLikelihood) - prepared.jacobian).toBeCloseTo(sum, 6);
  }
});
