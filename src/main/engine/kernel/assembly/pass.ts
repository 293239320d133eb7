import { accumulate1, accumulate2, accumulate3, accumulate4 } from './accumulate-small';
import { accumulateCount, accumulateDiagonal, accumulateTiled } from './accumulate-tiled';
import { density1, density2, density3, density4 } from './density-small';
import { densityDiagonal } from './density-diagonal';
import { densityTiled } from './density-tiled';
import {
  actives,
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
import { accumulateAll, accumulateSphere, densitySphere, sphere } from './shared-factor';
import { blockInSingle, singleColumn } from './single';
import { addTo, both } from './vector';
import { alike, weigh } from './weigh';

const rowResultsWanted: u32 = 1;
const noStatistics: u32 = 2;
const noiseThere: u32 = 4;

const sharedFactor: u32 = 2;
const inSingle: u32 = 3;

/** Where the zeros stand, and from there on what all components share. */
function sharedAt(job: usize, k: usize): usize {
  return <usize>load<u32>(job, jobParameters) + k * <usize>load<u32>(job, jobParameterStride);
}

function zerosBytes(d: usize): usize {
  return ((d + 2) >> 1) << 4;
}

function densities(job: usize, x: usize, d: usize, k: usize, logs: usize): void {
  const shape = load<u32>(job, jobShape);
  const diagonal = shape == 1;
  const stride = load<u32>(job, jobParameterStride);
  let p: usize = load<u32>(job, jobParameters);
  const centred: usize = load<u32>(job, jobCentred);
  if (shape == sharedFactor) sphere(x, d, sharedAt(job, k) + zerosBytes(d), load<u32>(job, jobTile), centred);
  for (let c: usize = 0; c < k; c++) {
    const out = logs + c * column;
    if (shape == sharedFactor) densitySphere(centred, d, p, out);
    else if (diagonal) densityDiagonal(x, d, p, out);
    else if (d == 1) density1(x, p, out);
    else if (d == 2) density2(x, p, out);
    else if (d == 3) density3(x, p, out);
    else if (d == 4) density4(x, p, out);
    else densityTiled(x, d, p, centred, out);
    p += stride;
  }
}

function accumulate(job: usize, x: usize, d: usize, k: usize, logs: usize, scratch: usize): void {
  const shape = load<u32>(job, jobShape);
  const diagonal = shape == 1;
  const stride = load<u32>(job, jobParameterStride);
  const step = load<u32>(job, jobStatisticStride);
  const centred = load<u32>(job, jobCentred);
  const inverse = scratch + inverses;
  const work = scratch + actives;
  let p: usize = load<u32>(job, jobParameters);
  let into: usize = <usize>load<u32>(job, jobStatistics) + statisticHeader;
  for (let c: usize = 0; c < k; c++) {
    if (load<i32>(scratch + presence + (c << 2))) {
      const e = logs + c * column;
      if (shape == sharedFactor) accumulateSphere(centred, d, p, e, inverse, into);
      else if (diagonal) accumulateDiagonal(x, d, p, e, scratch, into);
      else if (d == 1) accumulate1(x, p, e, inverse, into);
      else if (d == 2) accumulate2(x, p, e, inverse, into, work);
      else if (d == 3) accumulate3(x, p, e, inverse, into, work);
      else if (d == 4) accumulate4(x, p, e, inverse, into);
      else accumulateTiled(x, d, p, e, scratch, centred, into);
    }
    p += stride;
    into += step;
  }
}

function fill(to: usize, value: v128): void {
  for (let o: usize = 0; o < column; o += 16) v128.store(to + o, value);
}

/**
 * The pass over the rows from … to − 1: adds to the job's statistics. The row results of the last block stay in scratch and
 * logs, for whoever asks block by block.
 */
export function pass(job: usize, from: i32, to: i32): void {
  const d: usize = load<u32>(job, jobColumns);
  const k: usize = load<u32>(job, jobComponents);
  const packed: usize = load<u32>(job, jobPacked);
  const scratch: usize = load<u32>(job, jobScratch);
  const logs: usize = load<u32>(job, jobLogs);
  const own: usize = load<u32>(job, jobWeights);
  const flags = load<u32>(job, jobFlags);
  const statistics: usize = load<u32>(job, jobStatistics);
  const noise = (flags & noiseThere) != 0;
  if (load<u32>(job, jobShape) == inSingle) {
    passInSingle(job, from, to);
    return;
  }
  const bytes = d * column;
  for (let block = from >> 7; block << 7 < to; block++) {
    const start = block << 7;
    const x = packed + <usize>block * bytes;
    const low = max(from - start, 0);
    const high = min(to - start, 128);
    const weight = own ? own + <usize>block * column : 0;
    const mixed = weight != 0 && !alike(weight);
    const careful = low > 0 || high < 128 || (flags & rowResultsWanted) != 0 || (mixed && load<u32>(job, jobShape) == sharedFactor);
    if (careful) weigh(scratch, weight, low, high);
    densities(job, x, d, k, logs);
    if (noise) fill(logs + k * column, both(job, jobNoise));
    const each: f64 = weight ? load<f64>(weight) : 1;
    normalise(logs, noise ? k + 1 : k, scratch, careful, statistics, each, mixed ? weight : 0);
    if (flags & noStatistics) continue;
    accumulate(job, x, d, k, logs, scratch);
    if (load<u32>(job, jobShape) == sharedFactor) {
      const all = statistics + statisticHeader + k * <usize>load<u32>(job, jobStatisticStride);
      accumulateAll(load<u32>(job, jobCentred), d, sharedAt(job, k), each, careful, noise ? logs + k * column : 0, scratch, all);
    }
    if (noise) accumulateCount(logs + k * column, scratch + inverses, statistics + statisticNoise);
  }
}

function passInSingle(job: usize, from: i32, to: i32): void {
  const d: usize = load<u32>(job, jobColumns);
  const own: usize = load<u32>(job, jobWeights);
  for (let block = from >> 7; block << 7 < to; block++) {
    const start = block << 7;
    blockInSingle(
      <usize>load<u32>(job, jobPacked) + <usize>block * d * singleColumn,
      d,
      load<u32>(job, jobComponents),
      load<u32>(job, jobParameters),
      load<u32>(job, jobParameterStride),
      own + <usize>block * singleColumn,
      max(from - start, 0),
      min(to - start, 128),
      load<u32>(job, jobScratch),
      load<u32>(job, jobCentred),
      load<u32>(job, jobLogs),
      load<u32>(job, jobStatistics),
      statisticHeader,
      load<u32>(job, jobStatisticStride),
      (load<u32>(job, jobFlags) & noiseThere) != 0,
      load<f64>(job, jobNoise),
    );
  }
}

/** to += from, number by number. */
export function add(to: usize, from: usize, bytes: usize): void {
  for (let o: usize = 0; o < bytes; o += 16) addTo(to + o, v128.load(from + o));
}
