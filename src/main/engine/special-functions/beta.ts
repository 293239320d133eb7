import { logGamma } from './gamma.ts';

/** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b); a, b > 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

const tiny = 1e-300;
const mostTerms = 100_000;

/** The continued fraction of I_x(a, b) (DLMF 8.17.22) by Lentz's method; it converges fast for x < (a + 1) / (a + b + 2). */
function fraction(x: number, a: number, b: number): number {
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return result;
}

/** The regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x in [0, 1]; a, b > 0. */
export const betaDistribution = (x: number, a: number, b: number): number => atLogit(Math.log(x) - Math.log1p(-x), a, b).below;

/** I_x and 1 − I_x at x = 1 / (1 + e^−t), each without cancellation, and log of x^a (1 − x)^b / B(a, b). */
function atLogit(t: number, a: number, b: number): { below: number; above: number; logSlope: number } {
  if (t === Number.NEGATIVE_INFINITY) return { below: 0, above: 1, logSlope: t };
  if (t === Number.POSITIVE_INFINITY) return { below: 1, above: 0, logSlope: -t };
  const logX = t > 0 ? -Math.log1p(Math.exp(-t)) : t - Math.log1p(Math.exp(t));
  const logY = logX - t;
  const logSlope = a * logX + b * logY - logBeta(a, b);
  const x = Math.exp(logX);
  if (x < (a + 1) / (a + b + 2)) {
    const below = Math.min(1, (Math.exp(logSlope) * fraction(x, a, b)) / a);
    return { below, above: 1 - below, logSlope };
  }
  const above = Math.min(1, (Math.exp(logSlope) * fraction(Math.exp(logY), b, a)) / b);
  return { below: 1 - above, above, logSlope };
}

/**
 * The p-quantile of Beta(a, b), 0 < p < 1: I_x(a, b) = p solved for logit x by Newton's method within a bracket that
 * bisection closes, so that quantiles near 0 and near 1 keep their digits. About 1e-12 relative.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = -745;
  let high = 745;
  let t = Math.max(low, Math.min(high, Math.log(a) - Math.log(b)));
  for (let i = 0; i < 200; i++) {
    const { below, above, logSlope } = atLogit(t, a, b);
    const error = p < 0.5 ? below - p : 1 - p - above;
    if (error === 0) break;
    if (error > 0) high = t;
    else low = t;
    // dI/dt = x^a (1 − x)^b / B(a, b).
    const next = t - error / Math.exp(logSlope);
    const inside = next > low && next < high;
    const step = inside ? next - t : (low + high) / 2 - t;
    t += step;
    if (Math.abs(step) <= 1e-13 * Math.max(1, Math.abs(t))) break;
  }
  return t > 0 ? 1 / (1 + Math.exp(-t)) : Math.exp(t) / (1 + Math.exp(t));
}

/** How far from 0 the central share `content` of Student's t with `degrees` > 0 reaches: t² / (ν + t²) ~ Beta(½, ν/2). */
export function studentReach(content: number, degrees: number): number {
  const y = betaQuantile(content, 0.5, degrees / 2);
  return Math.sqrt((degrees * y) / (1 - y));
}
