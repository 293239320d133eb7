import { accumulateCount, accumulateDiagonal, accumulateTiled } from './accumulate-tiled';
import { complete, completeDiagonal } from './complete';
import { conditional } from './conditional';
import { densityDiagonal } from './density-diagonal';
import { densityTiled } from './density-tiled';
import {
  planCompleted,
  planConditionals,
  planFailed,
  planFirst,
  planGains,
  planNoise,
  planPairStride,
  planPairs,
  planRuns,
  planWork,
  runHeader,
} from './incomplete-layout';
import {
  column,
  inverses,
  jobCentred,
  jobColumns,
  jobComponents,
  jobFlags,
  jobLogs,
  jobNoise,
  jobPacked,
  jobParameters,
  jobParameterStride,
  jobScratch,
  jobShape,
  jobStatistics,
  jobStatisticStride,
  jobTile,
  jobWeights,
  presence,
  statisticHeader,
  statisticNoise,
} from './layout';
import { normalise } from './normalise';
import { weigh } from './weigh';

const noStatistics: u32 = 2;
const noiseThere: u32 = 4;

/** Completes the block's rows for the components 2·pair and 2·pair + 1. Answers where the next conditional covariances go. */
function completePair(job: usize, plan: usize, x: usize, runs: usize, pair: usize, conditionals: usize): usize {
  const d: usize = load<u32>(job, jobColumns);
  const diagonal = load<u32>(job, jobShape) == 1;
  const work: usize = load<u32>(plan, planWork);
  const p = <usize>load<u32>(plan, planPairs) + pair * <usize>load<u32>(plan, planPairStride);
  const backs = p + (d << 4);
  const diagonals = backs + (d << 4);
  const precision = diagonals + (d << 4);
  const a = <usize>load<u32>(plan, planCompleted) + (pair << 1) * d * column;
  const b = a + d * column;
  const gains = <usize>load<u32>(plan, planGains) + (pair << 1) * column;
  const count = load<u32>(runs);
  let run = runs + 4;
  for (let i: u32 = 0; i < count; i++) {
    const first: usize = load<u32>(run);
    const rows: usize = load<u32>(run, 4);
    const m: usize = load<u32>(run, 8);
    const missing = run + runHeader;
    let gain = f64x2.splat(0);
    for (let e: usize = 0; e < m; e++) gain = f64x2.add(gain, v128.load(backs + (<usize>load<u32>(missing + (e << 2)) << 4)));
    if (diagonal) completeDiagonal(x, d, p, missing, m, first, rows, a, b);
    else {
      if (m > 0) gain = f64x2.add(gain, conditional(precision, diagonals, d, missing, m, work, conditionals));
      complete(x, d, p, precision, conditionals, missing, m, first, rows, a, b, work);
      conditionals += (m * (m + 1)) << 3;
    }
    if (v128.any_true(f64x2.ne(gain, gain))) store<u32>(plan, 1, planFailed);
    for (let o = first << 3; o < (first + rows) << 3; o += 8) {
      v128.store64_lane(gains + o, gain, 0);
      v128.store64_lane(gains + column + o, gain, 1);
    }
    run = missing + (m << 2);
  }
  return conditionals;
}

/** Log2 densities of the noise: each row has those of its own columns. */
function noiseOf(job: usize, plan: usize, runs: usize, logs: usize): void {
  const parts: usize = load<u32>(plan, planNoise);
  const count = load<u32>(runs);
  let run = runs + 4;
  for (let i: u32 = 0; i < count; i++) {
    const m: usize = load<u32>(run, 8);
    let value = load<f64>(job, jobNoise);
    for (let e: usize = 0; e < m; e++) value -= load<f64>(parts + (<usize>load<u32>(run + runHeader + (e << 2)) << 3));
    const first: usize = load<u32>(run);
    for (let b = first; b < first + load<u32>(run, 4); b++) store<f64>(logs + (b << 3), value);
    run += runHeader + (m << 2);
  }
}

/** Σ r of the rows of a run in one component. */
function share(e: usize, inverse: usize, first: usize, count: usize): f64 {
  let sum: f64 = 0;
  for (let o = first << 3; o < (first + count) << 3; o += 8) sum += load<f64>(e + o) * load<f64>(inverse + o);
  return sum;
}

/** Adds Σ r C: what filling in expectations leaves out of the scatter of two components, the second of which may not be there. */
function addConditionals(
  job: usize,
  plan: usize,
  runs: usize,
  pair: usize,
  both: bool,
  inverse: usize,
  from: usize,
): usize {
  const d: usize = load<u32>(job, jobColumns);
  const diagonal = load<u32>(job, jobShape) == 1;
  const step: usize = load<u32>(job, jobStatisticStride);
  const variances = <usize>load<u32>(plan, planPairs) + pair * <usize>load<u32>(plan, planPairStride) + (d << 5);
  const e = <usize>load<u32>(job, jobLogs) + (pair << 1) * column;
  const scatter = <usize>load<u32>(job, jobStatistics) + statisticHeader + (pair << 1) * step + 16 + (d << 4);
  const count = load<u32>(runs);
  let run = runs + 4;
  for (let i: u32 = 0; i < count; i++) {
    const first: usize = load<u32>(run);
    const rows: usize = load<u32>(run, 4);
    const m: usize = load<u32>(run, 8);
    const missing = run + runHeader;
    run = missing + (m << 2);
    if (m == 0) continue;
    const ra = share(e, inverse, first, rows);
    const rb = both ? share(e + column, inverse, first, rows) : 0;
    for (let g: usize = 0; g < m; g++) {
      const row: usize = load<u32>(missing + (g << 2));
      for (let h: usize = diagonal ? g : 0; h <= g; h++) {
        const own: usize = load<u32>(missing + (h << 2));
        const value = diagonal ? variances + (own << 4) : from;
        const to = scatter + (diagonal ? own << 4 : ((row * (row + 1)) << 3) + (own << 4));
        store<f64>(to, load<f64>(to) + ra * load<f64>(value));
        if (both) store<f64>(to + step, load<f64>(to + step) + rb * load<f64>(value, 8));
        if (!diagonal) from += 16;
      }
    }
  }
  return from;
}

/**
 * The pass over the rows from … to − 1 where cells may be missing, the expectation of the missing ones in their place: c_m is
 * the one that makes |F c| smallest, so that |F c|² is the quadratic form of the observed cells alone and the densities and
 * sums of complete rows serve. The job's parameters have means 0 and always the form for many columns.
 */
export function passIncomplete(job: usize, plan: usize, from: i32, to: i32): void {
  const d: usize = load<u32>(job, jobColumns);
  const k: usize = load<u32>(job, jobComponents);
  const diagonal = load<u32>(job, jobShape) == 1;
  const scratch: usize = load<u32>(job, jobScratch);
  const logs: usize = load<u32>(job, jobLogs);
  const own: usize = load<u32>(job, jobWeights);
  const flags = load<u32>(job, jobFlags);
  const statistics: usize = load<u32>(job, jobStatistics);
  const stride: usize = load<u32>(job, jobParameterStride);
  const completed: usize = load<u32>(plan, planCompleted);
  const gains: usize = load<u32>(plan, planGains);
  const noise = (flags & noiseThere) != 0;
  const inverse = scratch + inverses;
  const size = d * column;
  const pairs = (k + 1) >> 1;
  for (let block = from >> 7; block << 7 < to; block++) {
    const start = block << 7;
    const x = <usize>load<u32>(job, jobPacked) + <usize>block * size;
    const runs: usize = load<u32>(<usize>load<u32>(plan, planRuns) + ((<usize>block - load<u32>(plan, planFirst)) << 2));
    weigh(scratch, own ? own + <usize>block * column : 0, max(from - start, 0), min(to - start, 128));
    let conditionals: usize = load<u32>(plan, planConditionals);
    for (let pair: usize = 0; pair < pairs; pair++) conditionals = completePair(job, plan, x, runs, pair, conditionals);
    let p: usize = load<u32>(job, jobParameters);
    for (let c: usize = 0; c < k; c++) {
      const out = logs + c * column;
      if (diagonal) densityDiagonal(completed + c * size, d, p, out);
      else densityTiled(completed + c * size, d, p, load<u32>(job, jobCentred), out);
      for (let o: usize = 0; o < column; o += 16)
        v128.store(out + o, f64x2.add(v128.load(out + o), v128.load(gains + c * column + o)));
      p += stride;
    }
    if (noise) noiseOf(job, plan, runs, logs + k * column);
    normalise(logs, noise ? k + 1 : k, scratch, true, statistics);
    if (flags & noStatistics) continue;
    p = load<u32>(job, jobParameters);
    let into = statistics + statisticHeader;
    for (let c: usize = 0; c < k; c++) {
      if (load<i32>(scratch + presence + (c << 2))) {
        const e = logs + c * column;
        if (diagonal) accumulateDiagonal(completed + c * size, d, p, e, scratch, into);
        else accumulateTiled(completed + c * size, d, p, e, scratch, load<u32>(job, jobCentred), into);
      }
      p += stride;
      into += load<u32>(job, jobStatisticStride);
    }
    conditionals = load<u32>(plan, planConditionals);
    for (let pair: usize = 0; pair < pairs; pair++)
      conditionals = addConditionals(job, plan, runs, pair, (pair << 1) + 1 < k, inverse, conditionals);
    if (noise) accumulateCount(logs + k * column, inverse, statistics + statisticNoise);
  }
}
