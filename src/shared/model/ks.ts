/** Numbers of components that a fit tries, ascending. */
export type Ks = readonly number[];

const ascending = (ks: Iterable<number>): number[] => [...new Set(ks)].sort((a, b) => a - b);

/** With K = 1, which is always fitted beside: are there clusters at all? */
export const withSingle = (ks: Ks): number[] => ascending([1, ...ks]);

/** Without a K = 1 that stands alone before the others: it is there to compare with. */
export function rangeTried(ks: Ks): Ks {
  const all = ascending(ks);
  return all.length > 1 && all[0] === 1 && all[1]! > 2 ? all.slice(1) : all;
}

const mostComponents = 100;
/** The same K and half as many again, where the best is the largest that was tried. */
export function goneBeyond(ks: Ks): number[] {
  const largest = Math.max(...ks);
  const further = Math.min(mostComponents, largest + Math.max(2, Math.ceil(largest / 2)));
  return ascending([...ks, ...Array.from({ length: further - largest }, (_, i) => largest + 1 + i)]);
}

/** '1–9'; '1, 4–6'; '2, 4, 8'. */
export function ksText(ks: Ks): string {
  const runs: [number, number][] = [];
  for (const k of ascending(ks)) {
    const last = runs.at(-1);
    if (last && k === last[1] + 1) last[1] = k;
    else runs.push([k, k]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(', ');
}
