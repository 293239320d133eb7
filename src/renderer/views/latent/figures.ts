import type { LatentResult } from '../../../shared/model/latent.ts';

export interface FigureRow {
  readonly name: string;
  readonly title: string;
  readonly train: number;
  readonly heldOut: number | null;
  readonly trainError?: number;
  readonly heldOutError?: number;
  readonly strong?: boolean;
}

/** What a network came to, a line each: ELBO = reconstruction − KL and what stands beside it. In original units densities get the Jacobian of the scaling. */
export function figureRows(result: LatentResult, units: 'trained' | 'original'): readonly FigureRow[] {
  const { elbo, reconstruction, kl, importanceWeightedBound: weighted, logJacobian, pca } = result;
  const shift = (part: 'train' | 'heldOut') => (units === 'original' ? (logJacobian[part] ?? 0) : 0);
  const of = (both: { readonly train: number; readonly heldOut: number | null }) => ({
    train: both.train + shift('train'),
    heldOut: both.heldOut === null ? null : both.heldOut + shift('heldOut'),
  });
  const bound = {
    train: weighted.train.value + shift('train'),
    heldOut: weighted.heldOut && weighted.heldOut.value + shift('heldOut'),
    trainError: weighted.train.standardError,
    ...(weighted.heldOut && { heldOutError: weighted.heldOut.standardError }),
  };
  return [
    {
      name: 'Reconstruction',
      title: 'Mean log density of the cells given a code drawn from the posterior',
      ...of(reconstruction),
    },
    {
      name: '− KL',
      title: 'What the code costs: divergence of the posteriors from the prior',
      train: -kl.train,
      heldOut: kl.heldOut === null ? null : -kl.heldOut,
    },
    { name: '= ELBO', title: 'A lower bound on the log-likelihood', ...of(elbo), strong: true },
    { name: `Weighted, K = ${weighted.train.samples}`, title: 'A tighter lower bound, by importance sampling', ...bound },
    ...(pca
      ? [
          {
            name: 'Probabilistic PCA',
            title: 'The exact log-likelihood of the straight model with as many dimensions, on complete rows',
            train: pca.pcaTrain + shift('train'),
            heldOut: pca.pca + shift('heldOut'),
          },
        ]
      : []),
  ];
}
