import { exp1 } from './exponential';

/** Log variances are cut to this range; beyond it they have no gradient. */
const from: f64 = -20;
const to: f64 = 10;

/**
 * One row: its log variances are cut, its code is drawn: mean + e^(½ log variance)·noise. Answers its KL from the prior:
 * ½ Σ (mean² + variance − 1 − log variance).
 */
export function drawCode(posterior: usize, latent: usize, noise: usize, code: usize): f64 {
  let kl: f64 = 0;
  for (let at: usize = 0; at < latent << 2; at += 4) {
    const mean = <f64>load<f32>(posterior + at);
    const second = posterior + (latent << 2) + at;
    const logVariance = max<f64>(from, min<f64>(to, <f64>load<f32>(second)));
    store<f32>(second, <f32>logVariance);
    const sd = exp1(0.5 * logVariance);
    store<f32>(code + at, <f32>(mean + sd * <f64>load<f32>(noise + at)));
    kl += 0.5 * (mean * mean + sd * sd - 1 - logVariance);
  }
  return kl;
}

/** Adds one row's KL to that of each dimension (f64). */
export function addKl(posterior: usize, latent: usize, to: usize): void {
  for (let i: usize = 0; i < latent; i++) {
    const mean = <f64>load<f32>(posterior + (i << 2));
    const logVariance = <f64>load<f32>(posterior + ((latent + i) << 2));
    const sum = to + (i << 3);
    store<f64>(sum, load<f64>(sum) + 0.5 * (mean * mean + exp1(logVariance) - 1 - logVariance));
  }
}

/** One row's posterior is replaced by the derivatives of reconstruction − weight·KL, given those by its code. */
export function codeDerivatives(posterior: usize, latent: usize, noise: usize, byCode: usize, weight: f64): void {
  for (let at: usize = 0; at < latent << 2; at += 4) {
    const first = posterior + at;
    const second = first + (latent << 2);
    const dz = <f64>load<f32>(byCode + at);
    const logVariance = <f64>load<f32>(second);
    const sd = exp1(0.5 * logVariance);
    const inside = logVariance > from && logVariance < to;
    const byNoise = 0.5 * dz * sd * <f64>load<f32>(noise + at);
    store<f32>(first, <f32>(dz - weight * <f64>load<f32>(first)));
    store<f32>(second, <f32>(inside ? byNoise - 0.5 * weight * (sd * sd - 1) : 0));
  }
}
