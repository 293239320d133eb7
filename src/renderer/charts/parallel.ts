import { padded, type Range, ticks } from '../../shared/geometry/nice.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { tickText } from './format.ts';
import type { MatrixColumn } from './matrix.ts';
import { labelRoom } from './option.ts';

/** One upright axis for each column, CSS pixels within the element. */
export interface ParallelFrame {
  readonly top: number;
  readonly height: number;
  /** Where each axis stands. */
  readonly places: readonly number[];
  /** What each axis shows, from its foot to its head. */
  readonly ranges: readonly Range[];
  readonly spacing: number;
  /** Room to the right of the last axis. */
  readonly right: number;
}

const sides = { left: 64, right: 64, top: 52, bottom: 16 } as const;
/** Axes never stand closer than this: then the chart scrolls. */
export const closest = 80;

export const parallelWidth = (width: number, axes: number): number =>
  Math.max(width, sides.left + sides.right + closest * Math.max(0, axes - 1));

export function parallelFrame(
  size: { readonly width: number; readonly height: number },
  columns: readonly MatrixColumn[],
): ParallelFrame {
  const ranges = columns.map(({ extent }) => padded(extent ?? [0, 1], 0.02));
  // The labels of the first axis stand to its left.
  const left = Math.max(sides.left, ranges[0] ? labelRoom(ranges[0]) : 0);
  const spacing = (size.width - left - sides.right) / Math.max(1, columns.length - 1);
  return {
    top: sides.top,
    height: Math.max(1, size.height - sides.top - sides.bottom),
    places: columns.map((_, i) => left + i * spacing),
    ranges,
    spacing,
    right: sides.right,
  };
}

export const toPlace = (frame: ParallelFrame, axis: number, value: number): number => {
  const [min, max] = frame.ranges[axis]!;
  return frame.top + (1 - (value - min) / (max - min)) * frame.height;
};

export const toValue = (frame: ParallelFrame, axis: number, place: number): number => {
  const [min, max] = frame.ranges[axis]!;
  return min + Math.min(1, Math.max(0, 1 - (place - frame.top) / frame.height)) * (max - min);
};

export function parallelTicks(
  frame: ParallelFrame,
  axis: number,
  whole: boolean,
): readonly { readonly y: number; readonly text: string }[] {
  const [min, max] = frame.ranges[axis]!;
  const found = ticks(min, max, Math.max(3, Math.min(6, frame.height / 96)));
  const write = tickText(whole ? Math.max(1, found.step) : found.step, Math.max(Math.abs(min), Math.abs(max)));
  return found.values.flatMap((value) =>
    whole && !Number.isInteger(value) ? [] : [{ y: Math.round(toPlace(frame, axis, value) * 10) / 10, text: write(value) }],
  );
}

/** A component across the axes: where its mean crosses each, and its band of one standard deviation each way. */
export interface Band {
  readonly component: number;
  readonly line: string;
  /** Closed outline. */
  readonly outline: string;
  readonly means: readonly { readonly x: number; readonly y: number }[];
}

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join('');

/** Axes that the mixture does not know end a band; it goes on behind them. */
export function parallelBands(frame: ParallelFrame, columns: readonly MatrixColumn[], mixture: GaussianMixture): readonly Band[] {
  const runs = runsOf(columns);
  const known = runs.flat();
  return mixture.means.map((mean, component) => {
    const middle = (axis: number) => mean[columns[axis]!.at]!;
    const sd = (axis: number) => Math.sqrt(mixture.covariances[component]![columns[axis]!.at]![columns[axis]!.at]!);
    const at = (axis: number, by: number): readonly [number, number] => [
      frame.places[axis]!,
      toPlace(frame, axis, middle(axis) + by * sd(axis)),
    ];
    return {
      component,
      line: runs.map((run) => path(run.map((axis) => at(axis, 0)))).join(''),
      outline: runs
        .map((run) => `${path([...run.map((axis) => at(axis, 1)), ...run.toReversed().map((axis) => at(axis, -1))])}Z`)
        .join(''),
      means: known.map((axis) => ({ x: frame.places[axis]!, y: toPlace(frame, axis, middle(axis)) })),
    };
  });
}

/** Neighbouring axes that the mixture knows. */
function runsOf(columns: readonly MatrixColumn[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  columns.forEach(({ at }, axis) => {
    if (at < 0) return;
    const last = runs.at(-1);
    if (last && last.at(-1) === axis - 1) last.push(axis);
    else runs.push([axis]);
  });
  return runs;
}

/** Places moved apart so that labels of this height do not cover one another, in the order given, and none below `foot` while there is room above. */
export function apart(places: readonly number[], height: number, foot = Number.POSITIVE_INFINITY): readonly number[] {
  const order = Array.from(places.keys()).sort((a, b) => places[a]! - places[b]! || a - b);
  const out = [...places];
  for (let i = 1; i < order.length; i++) out[order[i]!] = Math.max(out[order[i]!]!, out[order[i - 1]!]! + height);
  for (const [below, at] of order.reverse().entries()) out[at] = Math.min(out[at]!, foot - below * height);
  return out;
}

/** Among these rows the one whose line passes nearest to a pixel, within `reach` CSS pixels; −1 when there is none. */
export function nearestLine(
  frame: ParallelFrame,
  columns: readonly MatrixColumn[],
  rows: Int32Array,
  px: number,
  py: number,
  reach: number,
): number {
  const axis = frame.places.findIndex((place, i) => px >= place && px <= (frame.places[i + 1] ?? Number.NEGATIVE_INFINITY));
  if (axis < 0) return -1;
  const t = (px - frame.places[axis]!) / frame.spacing;
  let best = reach;
  let found = -1;
  for (const row of rows) {
    const from = toPlace(frame, axis, columns[axis]!.values[row]!);
    const to = toPlace(frame, axis + 1, columns[axis + 1]!.values[row]!);
    // A steep line is as near as it is across, not as it is above.
    const away = Math.abs(from + (to - from) * t - py) / Math.hypot(1, (to - from) / frame.spacing);
    if (away <= best) {
      best = away;
      found = row;
    }
  }
  return found;
}
