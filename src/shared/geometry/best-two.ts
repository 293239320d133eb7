import type { RowResults } from '../contract/parts.ts';

/** A cluster and a row's share in it: 1…K, 0 = noise. */
export interface Claim {
  readonly cluster: number;
  readonly share: number;
}

type Shares = Pick<RowResults, 'k' | 'labels' | 'responsibilities' | 'noise'>;

/** The two clusters that a row most belongs to, noise among them; fewer where there are fewer, none for a row left out. */
export function bestTwo({ k, labels, responsibilities, noise }: Shares, row: number): readonly Claim[] {
  if (!((labels[row] ?? -1) >= 0)) return [];
  const claims: Claim[] = [];
  const offer = (cluster: number, share: number) => {
    const place = claims.findIndex((one) => share > one.share);
    claims.splice(place < 0 ? claims.length : place, 0, { cluster, share });
    claims.length = Math.min(2, claims.length);
  };
  for (let g = 0; g < k; g++) offer(g + 1, responsibilities[row * k + g]!);
  if (noise) offer(0, noise[row]!);
  return claims;
}
