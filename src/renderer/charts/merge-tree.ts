import type { Merge } from '../../shared/model/doubt-results.ts';

/** A cluster of the tree, from where it comes about to where it is merged. x counts merges: 0 = all components apart. */
export interface Branch {
  /** Components from 1. */
  readonly group: readonly number[];
  readonly y: number;
  readonly from: number;
  /** One beyond the last merge for the root. */
  readonly to: number;
}

/** Where two branches become one. */
export interface Joint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly group: readonly number[];
}

export interface MergeTree {
  /** Components in an order in which no branches cross, from the top; component i of it lies at y = i. */
  readonly leaves: readonly number[];
  readonly branches: readonly Branch[];
  readonly joints: readonly Joint[];
}

const keyOf = (group: readonly number[]): string => group.join(' ');

/** The tree of an entropy merging: levels from K clusters down to 1. */
export function mergeTree({ levels }: Pick<Merge, 'levels'>): MergeTree {
  const k = levels[0]?.clusters ?? 0;
  const parts = new Map<string, readonly [readonly number[], readonly number[]]>();
  for (const { merged } of levels) if (merged) parts.set(keyOf([...merged[0], ...merged[1]].sort((a, b) => a - b)), merged);
  const inOrder = (group: readonly number[]): number[] => {
    const two = parts.get(keyOf(group));
    return two ? [...inOrder(two[0]), ...inOrder(two[1])] : [...group];
  };
  const leaves = (levels.at(-1)?.groups ?? []).flatMap(inOrder);
  const open = new Map<string, { readonly group: readonly number[]; readonly y: number; readonly from: number }>();
  leaves.forEach((component, y) => void open.set(keyOf([component]), { group: [component], y, from: 0 }));
  const branches: Branch[] = [];
  const joints: Joint[] = [];
  for (const { clusters, merged } of levels) {
    if (!merged) continue;
    const x = k - clusters;
    const two = merged.map((group) => open.get(keyOf(group))!);
    for (const one of two) {
      branches.push({ ...one, to: x });
      open.delete(keyOf(one.group));
    }
    const [a, b] = two.map(({ y }) => y) as [number, number];
    const group = merged.flat().sort((p, q) => p - q);
    joints.push({ x, low: Math.min(a, b), high: Math.max(a, b), group });
    open.set(keyOf(group), { group, y: (a + b) / 2, from: x });
  }
  for (const one of open.values()) branches.push({ ...one, to: k - 0.6 });
  return { leaves, branches, joints };
}
