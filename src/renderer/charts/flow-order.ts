/** Rows that move between the groups of neighbouring levels: [level][from][to], groups counted from 0. */
export type Flows = readonly (readonly (readonly number[])[])[];

/**
 * In which order to draw the groups of each level so that their bands cross little: groups go where the mean place of those lies
 * that they share rows with, up and down the levels (Sugiyama, Tagawa and Toda 1981), then neighbours change places as long as that
 * lowers the rows that cross. Each answer lists groups from the top. Groups without rows come last.
 */
export function crossingLittle(flows: Flows, counts: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let orders: readonly (readonly number[])[] = counts.map((of) =>
    of.map((_, group) => group).sort((a, b) => Number(of[a] === 0) - Number(of[b] === 0) || a - b),
  );
  let best = orders;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    orders = swept(orders, flows, counts, sweep % 2 === 0);
    if (crossings(orders, flows) < crossings(best, flows)) best = orders;
  }
  return transposed(best, flows);
}

const sweeps = 8;

/** Down: each level by the one before it; up: by the one after. */
function swept(
  orders: readonly (readonly number[])[],
  flows: Flows,
  counts: readonly (readonly number[])[],
  down: boolean,
): readonly number[][] {
  const next = orders.map((order) => [...order]);
  const levels = next.map((_, level) => level);
  for (const level of down ? levels.slice(1) : levels.slice(0, -1).reverse()) {
    const beside = next[down ? level - 1 : level + 1]!;
    const shared = (group: number, other: number) => (down ? flows[level - 1]![other]![group]! : flows[level]![group]![other]!);
    const place = (group: number): number => {
      let rows = 0;
      let sum = 0;
      for (const [at, other] of beside.entries()) {
        rows += shared(group, other);
        sum += shared(group, other) * at;
      }
      return rows > 0 && counts[level]![group]! > 0 ? sum / rows : Number.POSITIVE_INFINITY;
    };
    const places = new Map(next[level]!.map((group) => [group, place(group)]));
    const before = next[level]!;
    next[level] = [...before].sort((a, b) => {
      const [p, q] = [places.get(a)!, places.get(b)!];
      return p === q ? before.indexOf(a) - before.indexOf(b) : p - q;
    });
  }
  return next;
}

/** Pairs of rows whose bands cross, summed over neighbouring levels. */
export function crossings(orders: readonly (readonly number[])[], flows: Flows): number {
  let sum = 0;
  flows.forEach((flow, level) => {
    const [from, to] = [orders[level]!, orders[level + 1]!];
    // So many rows have gone to places further down so far.
    const passed = new Array<number>(to.length).fill(0);
    for (const a of from) {
      let further = 0;
      const here = to.map((b) => flow[a]![b]!);
      for (let at = to.length - 1; at >= 0; at--) {
        sum += here[at]! * further;
        further += passed[at]!;
      }
      here.forEach((rows, at) => {
        passed[at]! += rows;
      });
    }
  });
  return sum;
}

function transposed(orders: readonly (readonly number[])[], flows: Flows): readonly (readonly number[])[] {
  let best = orders;
  let least = crossings(best, flows);
  for (let again = true; again; ) {
    again = false;
    for (let level = 0; level < orders.length; level++)
      for (let at = 0; at + 1 < orders[level]!.length; at++) {
        const tried = best.map((order) => [...order]);
        const here = tried[level]!;
        [here[at], here[at + 1]] = [here[at + 1]!, here[at]!];
        const now = crossings(tried, flows);
        if (now >= least) continue;
        best = tried;
        least = now;
        again = true;
      }
  }
  return best;
}
