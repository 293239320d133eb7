import { logGammaDeviate } from '../../random/gamma.ts';
import { createRandom, type Random } from '../../random/generator.ts';
import { normalPair } from '../../random/normal.ts';
import { logBeta } from '../../special-functions/beta.ts';
import { logGamma } from '../../special-functions/gamma.ts';
import { factorSize, logConstant } from '../pass/components.ts';
import { passOver } from '../pass/pass.ts';
import { createStatistics } from '../pass/statistics.ts';
import { logNormaliser } from './divergence.ts';
import { type Factor, scaleFactor, scaleFactors } from './expected.ts';
import { type Model, type Posterior, shapeOf } from './model.ts';
import type { Ground } from './settle.ts';

export interface Evidence {
  /** Nats, in the units of the rows. */
  readonly nats: number;
  readonly standardError: number;
  readonly draws: number;
}

/**
 * A bound on the log evidence that is tighter than the ELBO: log (1/S Σ p(X, θ_s) / q(θ_s)) over S draws θ_s ~ q of the
 * parameters, the hidden components summed out exactly (Burda, Grosse & Salakhutdinov 2016). Its expectation is between
 * ELBO and log p(X), rising with S; the standard error is that of the mean's logarithm. One pass a draw. Null where the numbers
 * leave their range. With a Dirichlet process components beyond the K are left out, which keeps it a bound.
 */
export function* importanceBound(
  { pass, n, model }: Ground,
  posterior: Posterior,
  draws: number,
  seed: number,
): Generator<number, Evidence | null> {
  const { k, d, structure, prior } = model;
  const random = createRandom(seed, 'evidence', k, structure);
  const factors = scaleFactors(model, posterior);
  const before = scaleFactor(prior.scale, 0, d);
  const statistics = createStatistics(k, d, shapeOf(structure));
  const logs = new Float64Array(draws);
  for (let s = 0; s < draws; s++) {
    const drawn = draw(model, posterior, factors, before, random);
    for (const share of passOver(pass, n, drawn.components, statistics, null)) yield (s + share) / draws;
    logs[s] = statistics.totals.logLikelihood + drawn.logRatio;
    yield (s + 1) / draws;
  }
  const largest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const ratios = logs.map((log) => Math.exp(log - largest));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / draws;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / Math.max(1, draws - 1);
  const nats = largest + Math.log(mean);
  return Number.isFinite(nats) ? { nats, standardError: Math.sqrt(variance / draws) / mean, draws } : null;
}

/** One draw from q as Gaussians for the pass, with log p(θ) − log q(θ). */
function draw(model: Model, posterior: Posterior, factors: readonly Factor[], before: Factor, random: Random) {
  const { k, d, structure, prior } = model;
  const shape = shapeOf(structure);
  const size = factorSize(d, shape);
  const weights = drawWeights(model, posterior, random);
  const components = { k, d, shape, noise: null, means: new Float64Array(k * d), factors: new Float64Array(k * size) };
  const constants = new Float64Array(k);
  let logRatio = weights.logRatio;
  let precision: Precision | null = null;
  for (let c = 0; c < k; c++) {
    if (precision === null || structure !== 'tied') {
      precision = drawPrecision(model, posterior.degrees[c], factors[c], random);
      logRatio += ratioOfPrecision(model, posterior.degrees[c], factors[c], before, precision, structure === 'tied' ? k : 1);
    }
    const { factor, logDet } = precision;
    const z = Float64Array.from({ length: d }, () => normalPair(random)[0]);
    const beta = posterior.meanPrecision[c];
    const away = new Float64Array(d);
    let own = 0;
    let far = 0;
    for (let i = 0; i < d; i++) {
      let rest = z[i] / Math.sqrt(beta);
      for (let j = 0; j < i; j++) rest -= factor[i * d + j] * away[j];
      away[i] = rest / factor[i * d + i];
      components.means[c * d + i] = posterior.means[c * d + i] + away[i];
      own += z[i] * z[i];
    }
    for (let i = 0; i < d; i++) {
      let step = 0;
      for (let j = 0; j <= i; j++) step += factor[i * d + j] * (components.means[c * d + j] - prior.mean[j]);
      far += step * step;
      if (shape === 'diagonal') components.factors[c * size + i] = factor[i * d + i];
    }
    if (shape === 'full') components.factors.set(factor, c * size);
    logRatio += 0.5 * (d * Math.log(prior.meanPrecision / beta) - prior.meanPrecision * far + own);
    constants[c] = weights.logs[c] + logConstant(1, d, logDet / 2);
  }
  return { components: { ...components, constants }, logRatio };
}

function drawWeights({ prior }: Model, { concentration, rest }: Posterior, random: Random) {
  const k = concentration.length;
  const logs = new Float64Array(k);
  let logRatio = 0;
  if (prior.weights === 'distribution') {
    const raw = concentration.map((a) => logGammaDeviate(a, random));
    const largest = Math.max(...raw);
    const whole = largest + Math.log(raw.reduce((sum, log) => sum + Math.exp(log - largest), 0));
    const total = concentration.reduce((sum, a) => sum + a, 0);
    const own = prior.concentration;
    logRatio = logGamma(k * own) - k * logGamma(own) - logGamma(total);
    raw.forEach((log, c) => {
      logs[c] = log - whole;
      logRatio += logGamma(concentration[c]) + (own - concentration[c]) * logs[c];
    });
    return { logs, logRatio };
  }
  let left = 0;
  concentration.forEach((a, c) => {
    const b = rest[c];
    const [x, y] = [logGammaDeviate(a, random), logGammaDeviate(b, random)];
    const whole = Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
    logs[c] = left + x - whole;
    left += y - whole;
    logRatio += Math.log(prior.concentration) + (prior.concentration - b) * (y - whole) - (a - 1) * (x - whole) + logBeta(a, b);
  });
  return { logs, logRatio };
}

interface Precision {
  /** Lower triangle F with Λ = FᵀF, d × d. */
  readonly factor: Float64Array;
  readonly logDet: number;
}

/** A Wishart draw Λ = Mᵀ Bᵀ B M, Ψ⁻¹ = MᵀM, B lower triangular (Bartlett 1933, from the last column on); or gamma draws. */
function drawPrecision({ d, structure }: Model, degrees: number, { inverse }: Factor, random: Random): Precision {
  const factor = new Float64Array(d * d);
  let logDet = 0;
  const root = (shape: number) => Math.exp(0.5 * (Math.LN2 + logGammaDeviate(shape, random)));
  if (structure === 'diagonal' || structure === 'spherical') {
    const one = structure === 'spherical' ? root((d * degrees) / 2) / Math.sqrt(d) : 0;
    for (let i = 0; i < d; i++) factor[i * d + i] = (one || root(degrees / 2)) * inverse[i * d + i];
  } else {
    for (let i = 0; i < d; i++) {
      const row = Float64Array.from({ length: i + 1 }, (_, j) =>
        j === i ? root((degrees - (d - 1 - i)) / 2) : normalPair(random)[0],
      );
      for (let j = 0; j <= i; j++) for (let m = j; m <= i; m++) factor[i * d + j] += row[m] * inverse[m * d + j];
    }
  }
  for (let i = 0; i < d; i++) logDet += 2 * Math.log(factor[i * d + i]);
  return { factor, logDet };
}

/** ½ (ν₀ − ν) log|Λ| − ½ tr((Ψ₀ − Ψ) Λ) + ½ ν₀ log|Ψ₀| − ½ ν log|Ψ| − A(ν₀) + A(ν), the prior being that of `share` components. */
function ratioOfPrecision(
  { d, structure, prior }: Model,
  degrees: number,
  own: Factor,
  before: Factor,
  { factor, logDet }: Precision,
  share: number,
): number {
  const old = share * prior.degrees;
  let trace = 0;
  for (let i = 0; i < d; i++) {
    for (let a = 0; a <= i; a++)
      for (let b = 0; b <= i; b++) trace += share * factor[i * d + a] * prior.scale[a * d + b] * factor[i * d + b];
  }
  // tr(Ψ Λ) = |F L|², L the inverse of `own.inverse`: solved column by column.
  trace -= squaresBehind(factor, own.inverse, d);
  const oldLogDet = before.logDet + d * Math.log(share);
  return (
    0.5 * (old - degrees) * logDet -
    0.5 * trace +
    0.5 * old * oldLogDet -
    0.5 * degrees * own.logDet -
    logNormaliser(structure, old, d) +
    logNormaliser(structure, degrees, d)
  );
}

/** |F M⁻¹|² of lower triangles. */
function squaresBehind(factor: Float64Array, m: Float64Array, d: number): number {
  let sum = 0;
  const row = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j >= 0; j--) {
      let value = factor[i * d + j];
      for (let l = j + 1; l <= i; l++) value -= row[l] * m[l * d + j];
      row[j] = value / m[j * d + j];
      sum += row[j] * row[j];
    }
  }
  return sum;
}
