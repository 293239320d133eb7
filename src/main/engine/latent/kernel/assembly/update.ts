import { transpose } from './dense';
import { exp1 } from './exponential';
import * as l from './layout';
import { madd, word } from './vector';

/** to = scale·Σ parts, added in order; answers Σ to². */
export function combine(to: usize, parts: usize, count: usize, partBytes: usize, bytes: usize, scale: f64): f64 {
  const by = f32x4.splat(<f32>scale);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    let part = parts + at;
    let s = v128.load(part);
    for (let i: usize = 1; i < count; i++) {
      part += partBytes;
      s = f32x4.add(s, v128.load(part));
    }
    const g = f32x4.mul(s, by);
    v128.store(to + at, g);
    const a = f64x2.promote_low_f32x4(g);
    const b = f64x2.promote_low_f32x4(v128.shuffle<f32>(g, g, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/**
 * Adam in place on the gradient times `shorten`: p ← p − rate·m̂ / (√v̂ + ε); `rate` has m's correction in it, `correction`
 * is v's.
 */
export function adam(
  parameters: usize,
  first: usize,
  second: usize,
  gradient: usize,
  bytes: usize,
  shorten: f64,
  rate: f64,
  correction: f64,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
): void {
  const b1 = f32x4.splat(<f32>beta1);
  const b2 = f32x4.splat(<f32>beta2);
  const g1 = f32x4.splat(<f32>((1 - beta1) * shorten));
  const g2 = f32x4.splat(<f32>((1 - beta2) * shorten * shorten));
  const by = f32x4.splat(<f32>rate);
  const c = f32x4.splat(<f32>correction);
  const e = f32x4.splat(<f32>epsilon);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    const m = madd(g1, g, f32x4.mul(b1, v128.load(first + at)));
    const v = madd(f32x4.mul(g2, g), g, f32x4.mul(b2, v128.load(second + at)));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const step = f32x4.div(f32x4.mul(by, m), f32x4.add(f32x4.sqrt(f32x4.mul(v, c)), e));
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), step));
  }
}

/** To be called when parameters have changed: log variances (f32, `count` from `noise` on) are put into their range, precisions and transposed weights made. */
export function refresh(job: usize, noise: usize, count: usize, from: f32, to: f32): void {
  for (let at = noise; at < noise + (count << 2); at += 4) {
    const s = load<f32>(at);
    if (s < from) store<f32>(at, from);
    else if (s > to) store<f32>(at, to);
  }
  const parameters = word(job, l.jobParameters);
  const gaussian = word(job, l.jobGaussian) << 2;
  for (let j: usize = 0; j < gaussian; j++) {
    const noiseAt = word(word(job, l.jobNoiseAt) + (j << 2), 0);
    if (noiseAt == 0) continue;
    const s = <f64>load<f32>(parameters + noiseAt);
    store<f64>(word(job, l.jobLogVariance) + (j << 3), s);
    store<f32>(word(job, l.jobPrecision) + (j << 2), <f32>exp1(-s));
  }
  const layers = word(job, l.jobLayers);
  for (let i: usize = 1; i < layers; i++) {
    const layer = word(job, l.jobLayerTable) + i * l.layerBytes;
    const inputs = (word(layer, l.layerInputs) + 3) & ~3;
    const to = word(job, l.jobTransposed) + word(layer, l.layerTransposed);
    transpose(parameters + word(layer, l.layerWeights), inputs, word(layer, l.layerOutputs), to);
  }
}
