import type { LatentFile } from '../../shared/model/latent-file.ts';
import { networkOf } from '../datasets/trained.ts';

/** What keeps a file that has the right fields from being a network, in words; null when it is one. */
export function latentFault(file: LatentFile): string | null {
  return encodingFault(file) ?? layersFault(file);
}

function encodingFault({ encoding }: LatentFile): string | null {
  const names = new Set(encoding.columns.map(({ name }) => name));
  if (encoding.columns.length === 0) return 'it has no columns';
  if (names.size !== encoding.columns.length) return 'a column is named twice';
  let inputs = 0;
  for (const { name, likelihood, levels, inputAt, inputCenter, indicator, outputBias, scale, inputScale } of encoding.columns) {
    const width = likelihood === 'categorical' ? (levels?.length ?? 0) : 1;
    if (width === 0) return `column '${name}' is categorical and has no levels`;
    if (inputCenter.length !== width || outputBias.length !== width)
      return `column '${name}' has ${inputCenter.length} inputs and ${outputBias.length} outputs, not ${width}`;
    if (likelihood === 'bernoulli' && levels && levels.length !== 2) return `column '${name}' has ${levels.length} levels, not 2`;
    if (inputAt !== inputs || (indicator !== null && indicator !== inputs + width))
      return `the inputs of column '${name}' are out of place`;
    if (scale === 0 || inputScale === 0) return `column '${name}' has a scale of 0`;
    inputs += width + (indicator === null ? 0 : 1);
  }
  return inputs === encoding.inputs ? null : `its columns have ${inputs} inputs, and it says ${encoding.inputs}`;
}

function layersFault(file: LatentFile): string | null {
  const { inputs, hidden, latent, outputs, noises } = networkOf(file);
  const chains: [string, LatentFile['encoder'], number[]][] = [
    ['encoder', file.encoder, [inputs, ...hidden, 2 * latent]],
    ['decoder', file.decoder, [latent, ...hidden.toReversed(), outputs]],
  ];
  for (const [name, layers, widths] of chains) {
    if (layers.length !== widths.length - 1) return `${name} has ${layers.length} layers, not ${widths.length - 1}`;
    for (const [l, { weights, bias }] of layers.entries()) {
      if (weights.length !== widths[l] || weights.some((row) => row.length !== widths[l + 1]))
        return `${name}.${l}.weights is not ${widths[l]} × ${widths[l + 1]}`;
      if (bias.length !== widths[l + 1]) return `${name}.${l}.bias has ${bias.length} entries, not ${widths[l + 1]}`;
    }
  }
  if (file.noiseLogVariances.length === noises) return null;
  return `noiseLogVariances has ${file.noiseLogVariances.length} entries, not ${noises}`;
}
