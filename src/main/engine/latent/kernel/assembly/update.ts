import { transpose } from './dense';
import { exp1 } from './exponential';
import * as l from './layout';
import { madd, word } from './vector';

/** to = scale·Σ parts, added in order; answers Σ to². Numbers in eights. */
export function combine(to: usize, parts: usize, count: usize, partBytes: usize, bytes: usize, scale: f64): f64 {
  for (let at: usize = 0; at < bytes; at += 32) add(to + at, parts + at, count, partBytes, scale);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let at = to; at < to + bytes; at += 16) {
    const g = v128.load(at);
    const a = f64x2.promote_low_f32x4(g);
    const b = f64x2.promote_low_f32x4(v128.shuffle<f32>(g, g, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

function add(to: usize, parts: usize, count: usize, partBytes: usize, scale: f64): void {
  const end = parts + count * partBytes;
  let a = v128.load(parts);
  let b = v128.load(parts, 16);
  for (let part = parts + partBytes; part < end; part += partBytes) {
    a = f32x4.add(a, v128.load(part));
    b = f32x4.add(b, v128.load(part, 16));
  }
  const by = f32x4.splat(<f32>scale);
  v128.store(to, f32x4.mul(b, by), 16);
  v128.store(to, f32x4.mul(a, by));
}

/**
 * Adam in place on the gradient times `shorten`: p ← p − rate·m̂ / (√v̂ + ε); `rate` has m's correction in it, `correction`
 * is v's. Numbers in eights.
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
  for (let at: usize = 0; at < bytes; at += 32) {
    const toFirst = first + at;
    const toSecond = second + at;
    const toParameters = parameters + at;
    const from = gradient + at;
    const ga = v128.load(from);
    const gb = v128.load(from, 16);
    const ma = madd(g1, ga, f32x4.mul(b1, v128.load(toFirst)));
    const mb = madd(g1, gb, f32x4.mul(b1, v128.load(toFirst, 16)));
    const va = madd(f32x4.mul(g2, ga), ga, f32x4.mul(b2, v128.load(toSecond)));
    const vb = madd(f32x4.mul(g2, gb), gb, f32x4.mul(b2, v128.load(toSecond, 16)));
    const pa = v128.load(toParameters);
    const pb = v128.load(toParameters, 16);
    v128.store(toFirst, mb, 16);
    v128.store(toFirst, ma);
    v128.store(toSecond, vb, 16);
    v128.store(toSecond, va);
    const stepA = f32x4.div(f32x4.mul(by, ma), f32x4.add(f32x4.sqrt(f32x4.mul(va, c)), e));
    const stepB = f32x4.div(f32x4.mul(by, mb), f32x4.add(f32x4.sqrt(f32x4.mul(vb, c)), e));
    v128.store(toParameters, f32x4.sub(pb, stepB), 16);
    v128.store(toParameters, f32x4.sub(pa, stepA));
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
