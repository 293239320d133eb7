import { expect, it } from 'vitest';
import { doubtful, inDoubt } from '../../../src/shared/model/doubt.ts';

it('rows above the bound are in doubt; excluded rows are not', () => {
  expect([...inDoubt(Float64Array.of(0, doubtful, doubtful + 1e-9, 0.5, Number.NaN))]).toEqual([0, 0, 1, 1, 0]);
});
