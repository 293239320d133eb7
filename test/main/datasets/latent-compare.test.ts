import { expect, it } from 'vitest';
import { scoreSentence } from '../../../src/main/datasets/latent-compare.ts';

it('the two-sample score is told with an error that is never rounded to nothing', () => {
  expect(scoreSentence(0.982, 0.003)).toBe(
    'A classifier tells them apart 98 % of the time (± 0.3); guessing would be right half of the time.',
  );
  expect(scoreSentence(0.61, 0.014)).toContain('61 % of the time (± 1)');
  expect(scoreSentence(1, 0)).toContain('100 % of the time (± 0)');
  expect(scoreSentence(0.51, 0.014)).toMatch(/^A classifier cannot tell samples from rows: it is right 51 % of the time/);
});
