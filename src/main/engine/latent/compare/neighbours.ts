/** The k nearest rows of one row, and all that lie as far as the last of them: levels and counts repeat. */
export interface Neighbours {
  /** Nearer than the last: fewer than k. */
  readonly nearer: Int32Array;
  /** Which all lie equally far, and share the places that are left of k. */
  readonly last: Int32Array;
}

/**
 * The k nearest rows of each row among those of other folds, by Euclidean distance. `data`: n × width, `fold`: n; k is at most the
 * number of rows of other folds. Yields the share done.
 */
export function* nearestOfOtherFolds(
  data: Float64Array,
  width: number,
  fold: Int32Array,
  k: number,
): Generator<number, Neighbours[]> {
  const n = fold.length;
  const found: Neighbours[] = [];
  const distances = new Float64Array(k);
  const rows = new Int32Array(k);
  for (let i = 0; i < n; i++) {
    distances.fill(Number.POSITIVE_INFINITY);
    let beyond: number[] = [];
    for (let j = 0; j < n; j++) {
      if (fold[j] === fold[i]) continue;
      const last = distances[k - 1];
      let distance = 0;
      for (let f = 0; f < width && distance <= last; f++) distance += (data[i * width + f] - data[j * width + f]) ** 2;
      if (distance > last) continue;
      if (distance === last) {
        beyond.push(j);
        continue;
      }
      const left = rows[k - 1];
      let at = k - 1;
      for (; at > 0 && distances[at - 1] > distance; at--) {
        distances[at] = distances[at - 1];
        rows[at] = rows[at - 1];
      }
      distances[at] = distance;
      rows[at] = j;
      if (last === Number.POSITIVE_INFINITY || distances[k - 1] < last) beyond = [];
      else beyond.push(left);
    }
    const nearer = distances.findIndex((distance) => distance === distances[k - 1]);
    found.push({ nearer: rows.slice(0, nearer), last: Int32Array.from([...rows.subarray(nearer), ...beyond]) });
    if (i % 50 === 49) yield (i + 1) / n;
  }
  return found;
}
