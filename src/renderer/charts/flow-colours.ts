/**
 * Places in the palette for components of one level that go on from those of another: the one that shares most rows with a component
 * takes its place, the others the first places that are free. `shared[a][b]`: rows that component a (from 0) of the level whose places are
 * known has in common with b of the other.
 */
export function placesAlong(known: readonly number[], shared: readonly (readonly number[])[], k: number): readonly number[] {
  const pairs = shared.flatMap((row, a) => row.map((rows, b) => ({ a, b, rows }))).filter(({ rows }) => rows > 0);
  pairs.sort((p, q) => q.rows - p.rows || p.a - q.a || p.b - q.b);
  const places = new Array<number>(k).fill(-1);
  const taken = new Set<number>();
  for (const { a, b } of pairs) {
    const place = known[a]!;
    if (places[b]! >= 0 || taken.has(place)) continue;
    places[b] = place;
    taken.add(place);
  }
  let next = 0;
  return places.map((place) => {
    if (place >= 0) return place;
    while (taken.has(next)) next++;
    return next++;
  });
}

/** Places of all levels, each from the neighbour nearer to the level whose places are known. `flows` without the noise. */
export function placesOfLevels(
  ks: readonly number[],
  flows: readonly (readonly (readonly number[])[])[],
  anchor: number,
  known: readonly number[],
): readonly (readonly number[])[] {
  const places: (readonly number[])[] = ks.map(() => []);
  places[anchor] = known;
  for (let level = anchor + 1; level < ks.length; level++)
    places[level] = placesAlong(places[level - 1]!, flows[level - 1]!, ks[level]!);
  for (let level = anchor - 1; level >= 0; level--)
    places[level] = placesAlong(places[level + 1]!, turned(flows[level]!, ks[level + 1]!), ks[level]!);
  return places;
}

const turned = (rows: readonly (readonly number[])[], columns: number): number[][] =>
  Array.from({ length: columns }, (_, b) => rows.map((row) => row[b]!));
