import { describe, expect, test } from 'vitest';
import { besideKept } from '../../../src/renderer/state/kept-run.ts';
import { earlierWords, keptWords } from '../../../src/renderer/views/mixture/player-words.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';
import { at, fitted, posterior, run, shownOf } from './runs.ts';

describe('a run beside the kept fit', () => {
  test('is held against the same model on the same rows alone', () => {
    expect(besideKept(run, 100, [fitted({})], null)).toMatchObject({ measure: 'ELBO', run: -110, kept: -100 });
    for (const other of [
      { columns: ['b'] },
      { method: 'em' as const },
      { weights: 'w' },
      { bayesian: { concentration: 3 } as never },
    ])
      expect(besideKept(run, 100, [fitted(other)], null)).toBeNull();
    expect(besideKept(run, 99, [fitted({})], null)).toBeNull();
    expect(besideKept({ ...run, converged: false }, 100, [fitted({})], null)).toBeNull();
  });

  test('the defaults written out are the defaults left out', () => {
    expect(besideKept(run, 100, [fitted({ bayesian: { weights: 'process' } as never })], null)).not.toBeNull();
  });

  test('the fit shown goes before a newer one', () => {
    const [older, newer] = [fitted({}, -101), { ...fitted({}, -102), id: 2 }];
    expect(besideKept(run, 100, [older, newer], shownOf(older))?.kept).toBe(-101);
    expect(besideKept(run, 100, [older, newer], null)?.kept).toBe(-102);
  });

  test('says with both figures that it ended elsewhere, and when it ended there', () => {
    const beside = besideKept(run, 100, [fitted({})], null)!;
    expect(keptWords(beside)).toBe(
      'This run ended in another optimum than the kept fit: ELBO −110.00, 10.00 nats below its −100.00. The fit tried many starts.',
    );
    expect(keptWords({ ...beside, run: -100.001 })).toBe('It ended where the kept fit did, ELBO −100.00.');
    expect(keptWords({ ...beside, run: -90 })).toContain('10.00 nats above its −100.00.');
  });

  test('says whose numbers its components have, where both mixtures are known', () => {
    const [kept, other] = [fitted({}, -110), { ...fitted({}, -110), id: 2 }];
    const told = (mixture: GaussianMixture | null, fits = [kept]) =>
      keptWords(besideKept(run, 100, fits, shownOf(fits[0]!), mixture)!);
    expect(told(at(9, 0, 5))).toBe(
      'It ended where the kept fit did, ELBO −110.00. Components have the numbers and colours of the fit.',
    );
    expect(told(at(0, 5, 9))).toBe(
      'It ended where the kept fit did, ELBO −110.00. Components have the colours of the fit, and the numbers that they started with.',
    );
    expect(told(null)).toBe('It ended where the kept fit did, ELBO −110.00.');
    // Held against another fit than the one shown, nothing is known of its numbers.
    expect(besideKept(run, 100, [other], shownOf(fitted({ columns: ['b'] })), at(9, 0, 5))!.numbering).toBeNull();
  });

  test('one that was watched to the last iteration is held against it as it stands', () => {
    const long = { ...run, converged: false, steps: [{ ...run.steps[0]!, iteration: 500 }] };
    expect(keptWords(besideKept(long, 100, [fitted({})], null)!)).toBe(
      'Not converged, it stands beside the kept fit: ELBO −110.00, 10.00 nats below its −100.00.',
    );
  });

  test('says where sticks out of order cost it', () => {
    const disordered = { ...run, mixtures: [posterior(at(9, 0, 5), [30, 60, 10], 'process')] };
    expect(keptWords(besideKept(disordered, 100, [fitted({})], null)!)).toContain('not numbered by their rows');
    const even = { ...run, mixtures: [posterior(at(9, 0, 5), [30, 60, 10], 'distribution')] };
    expect(besideKept(even, 100, [fitted({})], null)!.outOfOrder).toBe(false);
  });
});

test('a run that is not what the form asks for now says what it is of', () => {
  expect(earlierWords(run, run)).toBeNull();
  const told =
    'The run shown is still variational inference on a with K = 3, VVV. Initialise on the right to run what is chosen now.';
  for (const other of [{ columns: ['a', 'b'] }, { k: 4 }, { method: 'em' as const }, { family: 'EEE' as const }])
    expect(earlierWords(run, { ...run, ...other })).toBe(told);
  const many = { ...run, columns: ['a', 'b', 'c', 'd', 'e'] };
  expect(earlierWords(many, run)).toContain('on a, b, c and 2 more columns with');
});
