/** The share of rows whose nearest neighbour among the two-dimensional codes has their label. */
export function agreement(codes: Float64Array, labels: ArrayLike<number | string>): number {
  const n = labels.length;
  let agree = 0;
  for (let i = 0; i < n; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    let at = i;
    for (let j = 0; j < n; j++) {
      const distance = (codes[2 * i] - codes[2 * j]) ** 2 + (codes[2 * i + 1] - codes[2 * j + 1]) ** 2;
      if (j !== i && distance < nearest) [nearest, at] = [distance, j];
    }
    if (labels[at] === labels[i]) agree++;
  }
  return agree / n;
}
