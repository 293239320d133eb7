import { describe, expect, test } from 'vitest';
import { familiesOf, hindrance, optionsOf, readForm } from '../../../../../src/renderer/views/mixture/form.ts';
import {
  bayesianOf,
  hindranceOfPrior,
  priorDefaults,
  readPriorForm,
} from '../../../../../src/renderer/views/mixture/variational/prior-form.ts';

const variational = readForm({ method: 'variational' });

describe('the form of a variational fit', () => {
  test('asks for up to ten components with the default prior', () => {
    const options = optionsOf(variational, ['a', 'b']);
    expect(options).toMatchObject({ method: 'variational', ks: [10], bayesian: null, families: ['VVV', 'EEE', 'VVI', 'VII'] });
  });

  test('leaves out what only EM has', () => {
    const form = { ...variational, noise: true, prior: true, proportions: 'equal', patience: 'longest' } as const;
    expect(optionsOf(form, ['a'])).toMatchObject({ noise: false, prior: false, proportions: 'free' });
    expect(optionsOf(form, ['a'])).not.toHaveProperty('mostStarts');
  });

  test('keeps the range of EM apart from its own', () => {
    const form = { ...variational, least: 4, most: 6 };
    expect(optionsOf(form, ['a']).ks).toEqual([4, 5, 6]);
    expect(optionsOf({ ...form, method: 'em' }, ['a']).ks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('knows the four shapes with a name in scikit-learn, and says when none of them is ticked', () => {
    const form = { ...variational, families: ['VVV', 'VEV', 'EII'] as const };
    expect(familiesOf(form)).toEqual(['VVV']);
    expect(hindrance({ ...form, families: ['VEV'] }, ['a'])).toBe('Tick at least one family.');
    expect(hindrance(form, [], ['a'])).toBe('Tick at least one column.');
    expect(hindrance(form, [], [])).toContain('no numeric column');
    expect(hindrance({ ...form, method: 'em', families: ['VEV'] }, ['a'])).toBeNull();
  });
});

describe('the prior', () => {
  test('is sent when anything departs from the default', () => {
    const form = readPriorForm({ weightsPrior: 'distribution', concentration: 0.01 });
    expect(bayesianOf(form)).toEqual({
      weights: 'distribution',
      concentration: 0.01,
      meanPrecision: null,
      mean: null,
      degreesOfFreedom: null,
      covariance: null,
    });
    expect(bayesianOf(readPriorForm({}))).toBeNull();
  });

  test('does not read what is no prior', () => {
    const record = { weightsPrior: 'pitman', concentration: -1, meanPrecision: 'x', degreesOfFreedom: Infinity };
    expect(bayesianOf(readPriorForm(record))).toBeNull();
  });

  test('shows its defaults as numbers where they are numbers', () => {
    expect(priorDefaults(10, 10, 3)).toEqual({ concentration: '0.1', meanPrecision: '1', degreesOfFreedom: '3' });
    expect(priorDefaults(2, 10, 3).concentration).toBe('1 / K');
  });

  test('needs enough degrees of freedom for matrices', () => {
    const form = readPriorForm({ degreesOfFreedom: 1.5 });
    expect(hindranceOfPrior(form, ['VVV', 'VII'], 3)).toBe('VVV needs more than 2 degrees of freedom in 3 columns.');
    expect(hindranceOfPrior(form, ['VVI', 'VII'], 3)).toBeNull();
  });
});
