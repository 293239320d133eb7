import type { Rows } from '../../rows.ts';

/**
 * Hard partition (labels 1…K) by Ward's hierarchical clustering: the merges that cost the least within-cluster sum of
 * squares, N_a N_b / (N_a + N_b) |mean_a − mean_b|². Found with the nearest-neighbour chain (Murtagh 1983), n² time and
 * no distance matrix; the tree is then cut where K clusters are left. Yields now and then.
 */
export function* ward(rows: Rows, k: number): Generator<void, Int32Array> {
  const { n, d, data } = rows;
  const centres = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) centres[i * d + j] = data[j * n + i];
  const sizes = new Float64Array(n).fill(1);
  const alive = Int32Array.from({ length: n }, (_, i) => i);
  let left = n;
  const cost = (a: number, b: number): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const x = centres[a * d + j] - centres[b * d + j];
      sum += x * x;
    }
    return (sum * sizes[a] * sizes[b]) / (sizes[a] + sizes[b]);
  };
  const merges: { readonly a: number; readonly b: number; readonly cost: number }[] = [];
  const chain: number[] = [];
  let looked = 0;
  while (left > 1) {
    if (chain.length === 0) chain.push(alive[0]);
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    let nearest = before;
    let smallest = before >= 0 ? cost(tip, before) : Number.POSITIVE_INFINITY;
    for (let x = 0; x < left; x++) {
      const other = alive[x];
      if (other === tip || other === before) continue;
      const c = cost(tip, other);
      if (c < smallest || nearest < 0) {
        smallest = c;
        nearest = other;
      }
    }
    looked += left * d;
    if (looked > 1e6) {
      looked = 0;
      yield;
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: before, b: tip, cost: smallest });
    const size = sizes[before] + sizes[tip];
    for (let j = 0; j < d; j++) {
      const mean = (sizes[before] * centres[before * d + j] + sizes[tip] * centres[tip * d + j]) / size;
      centres[before * d + j] = mean;
    }
    sizes[before] = size;
    alive[alive.indexOf(tip)] = alive[--left];
  }
  return cut(n, k, merges);
}

/** The n − K cheapest merges joined (Ward's costs never fall along a branch), clusters numbered by their first row. */
function cut(
  n: number,
  k: number,
  merges: readonly { readonly a: number; readonly b: number; readonly cost: number }[],
): Int32Array {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  const cheapest = merges.map((merge, index) => ({ ...merge, index })).sort((x, y) => x.cost - y.cost || x.index - y.index);
  for (const { a, b } of cheapest.slice(0, n - k)) parent[root(b)] = root(a);
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const r = root(i);
    const known = numbers.get(r) ?? numbers.size + 1;
    numbers.set(r, known);
    return known;
  });
}
