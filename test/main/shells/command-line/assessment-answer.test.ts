import { expect, test } from 'vitest';
import { assessmentsText } from '../../../../src/main/shells/command-line/assessment-answer.ts';
import type { DoubtOf } from '../../../../src/shared/model/doubt-results.ts';

test('likelihood-ratio tests that were refused are told by their reason, without a table', () => {
  const likelihoodRatio: DoubtOf<'likelihood-ratio'> = {
    kind: 'likelihood-ratio',
    options: { kind: 'likelihood-ratio', fit: 1, family: 'EEE', replicates: 19, level: 0.05, seed: 1 },
    result: { tests: [], k: null, failure: 'A sample of weighted rows cannot be drawn.' },
    created: '2026-01-01T00:00:00Z',
    seconds: 0,
  };
  expect(assessmentsText({ likelihoodRatio }, null, ['a'])).toBe(
    '\nLikelihood-ratio tests of K in EEE, by parametric bootstrap\nA sample of weighted rows cannot be drawn.\n',
  );
});
