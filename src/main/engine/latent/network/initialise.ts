import { createRandom } from '../../random/generator.ts';
import { fillNormal } from '../../random/normal.ts';
import { layoutOf } from './layout.ts';
import type { Network } from './network.ts';

/**
 * Parameters to begin training with: weights from normal distributions of variance 2 / inputs before a rectifier and
 * 1 / inputs elsewhere (He et al. 2015; LeCun et al. 1998), biases 0, of the last layer `outputBias` (what each head says
 * of the column as a whole), so that the first steps need not learn the means. The posterior begins near variance e⁻²,
 * noise at the variance given.
 */
export function initialParameters(network: Network, outputBias: Float32Array, noiseVariance: number, seed: number): Float32Array {
  const layout = layoutOf(network);
  const parameters = new Float32Array(layout.length);
  const random = createRandom(seed, 'vae', 'weights');
  [layout.encoder, layout.decoder].forEach((chain) => {
    chain.forEach((dense, l) => {
      const last = l === chain.length - 1;
      const gain = last || network.activation === 'tanh' ? 1 : 2;
      const weights = parameters.subarray(dense.weights, dense.bias);
      fillNormal(weights, random);
      const scale = Math.sqrt(gain / dense.inputs);
      for (let i = 0; i < weights.length; i++) weights[i] *= scale;
    });
  });
  const posterior = layout.encoder[layout.encoder.length - 1];
  for (let i = 0; i < posterior.inputs; i++) {
    for (let o = network.latent; o < posterior.outputs; o++) parameters[posterior.weights + i * posterior.outputs + o] *= 0.1;
  }
  parameters.fill(-2, posterior.bias + network.latent, posterior.bias + posterior.outputs);
  parameters.set(outputBias, layout.decoder[layout.decoder.length - 1].bias);
  parameters.fill(Math.log(noiseVariance), layout.noise);
  return parameters;
}
