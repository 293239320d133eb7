/**
 * Where a curve over x bends: the two least-squares lines that share the point at the break and leave the least sum of
 * squares together (as mclust's clustCombiOptim has it). Returns the index of the break; null for fewer than three
 * points. x ascending.
 */
export function elbow(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < x.length - 1; at++) {
    const squares = residual(x, y, 0, at) + residual(x, y, at, x.length - 1);
    if (squares < least) {
      least = squares;
      best = at;
    }
  }
  return best;
}

/** Residual sum of squares of the line through the points from…to. */
function residual(x: ArrayLike<number>, y: ArrayLike<number>, from: number, to: number): number {
  const n = to - from + 1;
  let meanX = 0;
  let meanY = 0;
  for (let i = from; i <= to; i++) {
    meanX += x[i] / n;
    meanY += y[i] / n;
  }
  let xx = 0;
  let xy = 0;
  for (let i = from; i <= to; i++) {
    xx += (x[i] - meanX) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  let sum = 0;
  for (let i = from; i <= to; i++) sum += (y[i] - meanY - slope * (x[i] - meanX)) ** 2;
  return sum;
}
