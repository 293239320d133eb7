import type { Range } from '../../shared/geometry/nice.ts';
import { type Delta, deltas, sound } from '../../shared/model/criteria.ts';
import { type Candidate, criteria } from '../../shared/model/mixture.ts';
import type { Frame } from './frame.ts';

export { criterionNames, type Delta, deltas, smallest, sound } from '../../shared/model/criteria.ts';

/** What the chart of ΔBIC, ΔAIC and ΔICL shows and where: everything but how it is drawn. */

/** Differences are drawn as log(1 + Δ): 0 is told from 10 while K = 1 is thousands away. */
export const scaled = (delta: number): number => Math.sign(delta) * Math.log1p(Math.abs(delta));
export const unscaled = (height: number): number => Math.sign(height) * Math.expm1(Math.abs(height));

/** 0 and the powers of ten up to the largest difference; more of them where there are few. */
export function deltaTicks(largest: number): readonly number[] {
  const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((tick) => tick <= largest);
  const rest =
    largest <= 10 ? [2, 5].filter((tick) => tick <= largest) : largest <= 100 ? [3, 30].filter((tick) => tick <= largest) : [];
  const kept =
    powers.length > 5
      ? powers.filter((tick) => tick > 1 && Math.log10(tick) % 2 < 0.5)
      : powers.filter((tick) => tick > 1 || powers.length <= 3);
  return [0, ...kept, ...rest].sort((p, q) => p - q);
}

/** How high a difference stands in a plot: what lies beyond its range stands at its edge. */
export const heightIn = (frame: Frame, delta: number): number => Math.min(frame.y[1], Math.max(frame.y[0], scaled(delta)));

/** Three plots over one another, for ΔBIC, ΔAIC and ΔICL, on one K axis. */
export function criteriaFrames(
  size: { readonly width: number; readonly height: number },
  candidates: readonly Candidate[],
  ks: readonly number[],
  /** Room at the left that charts below need on the same K axis, px. */
  room = 0,
): readonly Frame[] {
  const x: Range = [Math.min(...ks, 1) - 0.5, Math.max(...ks, 2) + 0.5];
  const [top, bottom, air] = [18, 34, 22];
  const height = Math.max(20, (size.height - top - bottom - air * (criteria.length - 1)) / criteria.length);
  const largest = criteria.map((criterion) =>
    deltas(candidates, criterion).reduce((most, d) => (sound(d.candidate) ? Math.max(most, scaled(d.delta)) : most), 1),
  );
  const digits = Math.floor(Math.log10(unscaled(Math.max(...largest)))) + 1;
  const left = Math.max(room, 26 + 7 * (digits + Math.floor((digits - 1) / 3)));
  return largest.map((most, i) => ({
    left,
    top: top + i * (height + air),
    width: Math.max(20, size.width - left - 40),
    height,
    x,
    y: [-0.12 * most, 1.06 * most],
  }));
}

/** Ascending heights moved upwards until they are `apart`, then all down as far as the top asks for. */
export function spread(heights: readonly number[], apart: number, [, top]: Range): readonly number[] {
  const moved: number[] = [];
  for (const height of heights) moved.push(Math.max(height, (moved.at(-1) ?? -Infinity) + apart));
  const over = Math.max(0, (moved.at(-1) ?? top) - top);
  return moved.map((height) => height - over);
}

/** The candidate drawn nearest to a place in plot `grid`: the nearest K first, then the nearest of its lines. */
export function candidateAt(
  frames: readonly Frame[],
  candidates: readonly Candidate[],
  place: { readonly grid: number; readonly x: number; readonly y: number },
): Candidate | null {
  const criterion = criteria[place.grid];
  const frame = frames[place.grid];
  if (!criterion || !frame) return null;
  const found = deltas(candidates, criterion);
  const nearest = (off: (d: Delta) => number, of: readonly Delta[]): Delta | undefined =>
    of.reduce<Delta | undefined>((best, d) => (best === undefined || off(d) < off(best) ? d : best), undefined);
  const k = nearest((d) => Math.abs(d.candidate.k - place.x), found)?.candidate.k;
  const line = nearest(
    (d) => Math.abs(heightIn(frame, d.delta) - place.y),
    found.filter((d) => d.candidate.k === k),
  );
  return line?.candidate ?? null;
}
