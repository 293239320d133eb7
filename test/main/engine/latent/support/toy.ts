import { createNetwork, type HeadShape, type Network } from '../../../../../src/main/engine/latent/network/network.ts';
import type { LatentTable } from '../../../../../src/main/engine/latent/network/table.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';

export const allHeads: readonly HeadShape[] = [
  { kind: 'gaussian', width: 1 },
  { kind: 'bernoulli', width: 1 },
  { kind: 'categorical', width: 3 },
  { kind: 'poisson', width: 1 },
  { kind: 'gaussian', width: 1 },
];

export function toyNetwork(over: Partial<Parameters<typeof createNetwork>[0]> = {}): Network {
  const columns = over.columns ?? allHeads;
  return createNetwork({ inputs: 6, hidden: [7, 5], latent: 2, activation: 'leaky-relu', sharedNoise: false, ...over, columns });
}

/** Random rows that fit the network's heads, cells missing where `missing` says. */
export function toyTable(
  network: Network,
  n: number,
  missing: (row: number, column: number) => boolean = () => false,
): LatentTable {
  const random = createRandom(5, 'toy', n);
  const inputs = new Float32Array(n * network.inputs);
  fillNormal(inputs, random);
  const d = network.heads.length;
  const targets = new Float32Array(n * d);
  const mask = new Float32Array(n * d).fill(1);
  for (let i = 0; i < n; i++) {
    network.heads.forEach(({ kind, width }, j) => {
      const at = i * d + j;
      if (missing(i, j)) mask[at] = 0;
      else if (kind === 'gaussian') fillNormal(targets.subarray(at, at + 1), random);
      else if (kind === 'bernoulli') targets[at] = random.next();
      else if (kind === 'categorical') targets[at] = random.below(width);
      else targets[at] = random.below(6);
    });
  }
  const any = mask.some((m) => m === 0);
  return { n, inputs, targets, mask: any ? mask : null, constants: null };
}
