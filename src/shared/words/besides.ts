import type { Fit } from '../model/mixture.ts';

/** What was asked for beside K Gaussians of some shapes, in words; empty for a plain fit. */
export function besides({ options, excluded }: Pick<Fit, 'options' | 'excluded'>): readonly string[] {
  const said: string[] = [];
  if (options.method === 'variational') said.push('variational');
  if (options.noise) said.push(options.noiseVolume === 'hull' ? 'with noise (hull)' : 'with noise');
  if (options.prior) said.push('with a prior');
  if (options.proportions === 'equal') said.push('equal mixing weights');
  if (options.weights !== null) said.push(`rows weighed by ${options.weights}`);
  if (options.missing === 'drop' && excluded > 0) said.push('complete rows only');
  return said;
}
