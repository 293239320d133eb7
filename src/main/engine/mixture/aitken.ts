/**
 * Aitken's estimate of how far a linearly converging sequence stands below its limit, from its last three values:
 * with gains g₁, g₂ and rate a = g₂ / g₁, the rest is g₂ · a / (1 − a) (Böhning et al. 1994; McLachlan & Peel 2000,
 * 2.11). Null while it cannot be told: fewer than three values, or gains that do not shrink. Nats in, nats out.
 */
export function remainingGain(trace: readonly number[]): number | null {
  const t = trace.length - 1;
  if (t < 2) return null;
  const last = trace[t] - trace[t - 1];
  const before = trace[t - 1] - trace[t - 2];
  if (last <= 0) return 0;
  const rate = last / before;
  return rate > 0 && rate < 1 ? (last * rate) / (1 - rate) : null;
}

/**
 * The part of a log-likelihood that rounding may move: 64 units in the last place of a sum of n terms of its size, and
 * what an M-step in nearly collinear columns leaves behind: a covariance is known to its variance inflation times that.
 */
export const roundingOf = (logLikelihood: number, n: number, inflation = 1): number =>
  Number.EPSILON * (64 * (Math.abs(logLikelihood) + n) + 4 * n * inflation);
