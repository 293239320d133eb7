/** How far a bound by so many samples a row lies below the log-likelihood, nats per row. */
export interface GapAt {
  readonly samples: number;
  readonly gap: number;
  readonly standardError: number;
}

/** A small generator of our own (mulberry32): the same seed draws the same figure. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The gap of the importance-weighted bound, −E log (1/S Σ p(z_s | x) / q(z_s | x)), for an exact posterior N(0, I) of `dimensions`
 * and an encoder whose standard deviations are `factor` (above 1/√2, so that the weights have a variance) times the true ones, by
 * Monte Carlo. With one sample it is KL(q ‖ p) = dimensions (½ (factor² − 1) − log factor), which is told exactly.
 */
export function importanceGaps(
  dimensions: number,
  factor: number,
  samples: readonly number[],
  repeats = 600,
  seed = 1,
): readonly GapAt[] {
  const random = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const most = Math.max(...samples);
  const sums = samples.map(() => ({ sum: 0, squares: 0, count: 0 }));
  const logs = new Float64Array(most);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let s = 0; s < most; s++) {
      let log = dimensions * Math.log(factor);
      for (let j = 0; j < dimensions; j++) {
        const z = normal();
        log += 0.5 * z * z * (1 - factor * factor);
      }
      logs[s] = log;
    }
    samples.forEach((count, i) => {
      const own = sums[i]!;
      // A bound by few samples is drawn as often as they go into many.
      for (let from = 0; from + count <= most; from += count) {
        const gap = -logMean(logs, from, count);
        own.sum += gap;
        own.squares += gap * gap;
        own.count++;
      }
    });
  }
  const exact = dimensions * (0.5 * (factor * factor - 1) - Math.log(factor));
  return samples.map((count, i) => {
    const { sum, squares, count: drawn } = sums[i]!;
    const mean = sum / drawn;
    const variance = Math.max(0, squares / drawn - mean * mean);
    return count === 1
      ? { samples: 1, gap: exact, standardError: 0 }
      : { samples: count, gap: mean, standardError: Math.sqrt(variance / drawn) };
  });
}

function logMean(logs: Float64Array, from: number, count: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let s = from; s < from + count; s++) largest = Math.max(largest, logs[s]!);
  let sum = 0;
  for (let s = from; s < from + count; s++) sum += Math.exp(logs[s]! - largest);
  return largest + Math.log(sum / count);
}
