import { describe, expect, it } from 'vitest';
import { modelLines, scriptWords } from '../../../src/renderer/views/export/previews.ts';
import { type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';
import { fakeCandidate } from '../fake-mixture.ts';

const rows = Array.from({ length: 60 }, (_, i) => [(i % 7) + (i < 30 ? 0 : 20), i < 30 ? 1 + (i % 3) : 9 - (i % 4)]);
const detail = fakeCandidate(rows, 2, 'VVV');
const fit: Fit = {
  id: 1,
  created: '',
  options: FitOptions.parse({ columns: ['x "y"', 'z'], ks: [2], families: ['VVV'] }),
  rows: 60,
  excluded: 0,
  incomplete: 0,
  status: 'done',
  seconds: 1,
  candidates: [detail.candidate],
  best: 0,
};

describe('what the export view tells beforehand', () => {
  it('is how the model file begins', () => {
    const text = modelLines(fit, detail).join('\n');
    expect(text).toContain('"columns": ["x \\"y\\"", "z"]');
    expect(text).toContain('"family": "VVV", "k": 2');
    expect(text).toMatch(/"weights": \[0\.5, 0\.5\]/);
  });

  it('is whether the script fits again, or only scores, and why', () => {
    expect(scriptWords('python', fit, detail)).toContain('covariance_type="full"');
    expect(scriptWords('r', fit, detail)).toContain('me("VVV")');
    const noisy = { ...detail, mixture: { ...detail.mixture!, noise: { weight: 0.1, logDensity: -3, perColumn: null } } };
    expect(scriptWords('python', fit, noisy)).toContain('no noise component');
    expect(scriptWords('r', fit, noisy)).toContain('runs EM');
    expect(scriptWords('r', { ...fit, incomplete: 3 }, detail)).toContain('missing cells');
  });
});
