import type { Range } from '../../shared/geometry/nice.ts';
import { bestOf, isUsable } from '../../shared/model/best.ts';
import { type Candidate, type Criterion, criteria, type FamilyCode, families } from '../../shared/model/mixture.ts';
import { decimals, whole } from '../widgets/format.ts';
import type { Frame } from './frame.ts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

export const criterionNames: Readonly<Record<Criterion, string>> = { bic: 'BIC', aic: 'AIC', icl: 'ICL' };

/** Counts by every criterion: filled in the chart. */
export const sound = (candidate: Candidate): boolean => isUsable(candidate, 'bic');

/** The best that counts by this criterion. */
export function smallest(candidates: readonly Candidate[], criterion: Criterion): Candidate | null {
  const index = bestOf(candidates, criterion);
  return index === null ? null : candidates[index]!;
}

export interface Delta {
  readonly candidate: Candidate;
  /** Above the best that counts; negative where a degenerate or unconverged candidate lies below it. */
  readonly delta: number;
}

export function deltas(candidates: readonly Candidate[], criterion: Criterion): readonly Delta[] {
  const least = smallest(candidates, criterion)?.[criterion];
  if (least === null || least === undefined) return [];
  return candidates.flatMap((candidate) => {
    const value = candidate[criterion];
    return value === null || !Number.isFinite(value) ? [] : [{ candidate, delta: value - least }];
  });
}

/** Differences are drawn as log(1 + Δ): 0 is told from 10 while K = 1 is thousands away. */
export const scaled = (delta: number): number => Math.sign(delta) * Math.log1p(Math.abs(delta));
const unscaled = (height: number): number => Math.sign(height) * Math.expm1(Math.abs(height));

/** 0 and the powers of ten up to the largest difference; more of them where there are few. */
export function deltaTicks(largest: number): readonly number[] {
  const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((tick) => tick <= largest);
  const rest =
    largest <= 10 ? [2, 5].filter((tick) => tick <= largest) : largest <= 100 ? [3, 30].filter((tick) => tick <= largest) : [];
  const kept = powers.length > 3 ? powers.filter((tick) => tick > 1) : powers;
  return [0, ...kept, ...rest].sort((p, q) => p - q);
}

export interface CriteriaInput {
  /** One a criterion, in the order of `criteria`. */
  readonly frames: readonly Frame[];
  readonly candidates: readonly Candidate[];
  /** Every K asked for, fitted yet or not. */
  readonly ks: readonly number[];
  readonly shown: { readonly k: number; readonly family: FamilyCode } | null;
  /** The criterion that chooses. */
  readonly criterion: Criterion;
  readonly tokens: Tokens;
}

/** Three plots over one another, for ΔBIC, ΔAIC and ΔICL, on one K axis. */
export function criteriaFrames(
  size: { readonly width: number; readonly height: number },
  candidates: readonly Candidate[],
  ks: readonly number[],
): readonly Frame[] {
  const x: Range = [Math.min(...ks, 1) - 0.5, Math.max(...ks, 2) + 0.5];
  const [top, bottom, air] = [18, 34, 22];
  const height = Math.max(20, (size.height - top - bottom - air * (criteria.length - 1)) / criteria.length);
  return criteria.map((criterion, i) => {
    const largest = Math.max(
      1,
      ...deltas(candidates, criterion)
        .filter((d) => sound(d.candidate))
        .map((d) => scaled(d.delta)),
    );
    return {
      left: 50,
      top: top + i * (height + air),
      width: Math.max(20, size.width - 50 - 40),
      height,
      x,
      y: [-0.12 * largest, 1.06 * largest],
    };
  });
}

export function criteriaOption({ frames, candidates, ks, shown, criterion: chosen, tokens }: CriteriaInput): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: frames.map(gridOf),
    xAxis: frames.map((frame, grid) => {
      const last = grid === frames.length - 1;
      return axis(frame.x, tokens, {
        grid,
        values: spaced(ks, frame.width),
        text: whole,
        labels: last,
        ...(last ? { name: 'Components K', gap: 20 } : {}),
      });
    }),
    yAxis: frames.map((frame, grid) => ({
      ...axis(frame.y, tokens, {
        grid,
        values: deltaTicks(unscaled(frame.y[1])).map(scaled),
        text: (height) => whole(Math.round(unscaled(height))),
        lines: false,
      }),
      name: `Δ${criterionNames[criteria[grid]!]}`,
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: {
        color: criteria[grid] === chosen ? tokens.ink : tokens.muted,
        fontWeight: criteria[grid] === chosen ? 700 : 400,
        fontSize: 12,
        align: 'right' as const,
      },
    })),
    series: frames.flatMap((frame, grid) => gridSeries(frame, grid, candidates, shown, tokens)),
  };
}

/** Every K where there is room, otherwise every second, fifth, tenth. */
function spaced(ks: readonly number[], width: number): readonly number[] {
  const every = [1, 2, 5, 10, 20].find((step) => (ks.length / step) * 22 <= width) ?? 50;
  return ks.filter((k) => k === 1 || k % every === 0);
}

const dashes: Readonly<Record<FamilyCode, 'solid' | 'dashed' | 'dotted' | number[]>> = {
  VVV: 'solid',
  EEE: 'dashed',
  VVI: [8, 3, 2, 3],
  VII: 'dotted',
};
const symbols: Readonly<Record<FamilyCode, string>> = { VVV: 'circle', EEE: 'rect', VVI: 'diamond', VII: 'triangle' };

function gridSeries(
  frame: Frame,
  grid: number,
  candidates: readonly Candidate[],
  shown: CriteriaInput['shown'],
  tokens: Tokens,
): SeriesOption[] {
  const criterion = criteria[grid]!;
  const found = deltas(candidates, criterion);
  const best = smallest(candidates, criterion);
  const clamp = (at: number): number => Math.min(frame.y[1], Math.max(frame.y[0], at));
  const series: SeriesOption[] = families.flatMap(({ code }) => {
    const line = found.filter((d) => d.candidate.family === code).sort((a, b) => a.candidate.k - b.candidate.k);
    if (line.length === 0) return [];
    const current = shown?.family === code;
    const colour = current ? tokens.ink : tokens.muted;
    return [
      {
        type: 'line',
        id: `${criterion}-${code}`,
        name: code,
        xAxisIndex: grid,
        yAxisIndex: grid,
        symbol: symbols[code],
        symbolSize: 6,
        showAllSymbol: true,
        lineStyle: { color: colour, width: current ? 1.75 : 1.25, type: dashes[code] as 'solid', opacity: current ? 1 : 0.7 },
        clip: false,
        z: current ? 3 : 2,
        // A gap where a candidate cannot win: its hollow mark stands alone, no line leads to it.
        data: line.map(({ candidate, delta }) => ({
          value: [candidate.k, sound(candidate) ? clamp(scaled(delta)) : null] as number[],
          text: describe(candidate, criterion, delta),
          symbolSize: candidate === best ? 9 : 6,
          itemStyle: { color: candidate === best ? tokens.accent : colour },
        })),
      },
    ];
  });
  return [
    ...series,
    hollow(grid, found, criterion, clamp, tokens),
    names(grid, frame, found, shown, clamp, tokens),
    marks(grid, shown, found, clamp, tokens),
  ];
}

/** Candidates that cannot win: degenerate, or not converged. Below the plot's range they stand on its floor. */
function hollow(
  grid: number,
  found: readonly Delta[],
  criterion: Criterion,
  clamp: (at: number) => number,
  tokens: Tokens,
): SeriesOption {
  return {
    type: 'scatter',
    id: `hollow-${grid}`,
    xAxisIndex: grid,
    yAxisIndex: grid,
    clip: false,
    symbolSize: 6,
    z: 2,
    data: found
      .filter((d) => !sound(d.candidate))
      .map(({ candidate, delta }) => ({
        value: [candidate.k, clamp(scaled(delta))],
        text: describe(candidate, criterion, delta),
        symbol: symbols[candidate.family],
        itemStyle: { color: tokens.surface, borderColor: tokens.muted, borderWidth: 1.25 },
      })),
  };
}

/** Each line's code at its right end, pushed apart where lines end close together. */
function names(
  grid: number,
  frame: Frame,
  found: readonly Delta[],
  shown: CriteriaInput['shown'],
  clamp: (at: number) => number,
  tokens: Tokens,
): SeriesOption {
  const ends = families
    .flatMap(({ code }) => {
      const line = found.filter((d) => d.candidate.family === code && sound(d.candidate));
      if (line.length === 0) return [];
      const last = line.reduce((a, b) => (b.candidate.k > a.candidate.k ? b : a));
      return [{ code, k: last.candidate.k, height: clamp(scaled(last.delta)) }];
    })
    .sort((a, b) => a.height - b.height);
  const apart = (11 / frame.height) * (frame.y[1] - frame.y[0]);
  const heights = spread(
    ends.map((end) => end.height),
    apart,
    frame.y,
  );
  return {
    type: 'scatter',
    id: `names-${grid}`,
    xAxisIndex: grid,
    yAxisIndex: grid,
    silent: true,
    clip: false,
    symbolSize: 0.01,
    data: ends.map(({ code, k }, i) => ({
      value: [k, heights[i]!],
      label: {
        show: true,
        position: 'right' as const,
        distance: 8,
        formatter: code,
        color: code === shown?.family ? tokens.ink : tokens.muted,
        fontWeight: code === shown?.family ? 600 : 400,
        fontSize: 10,
      },
    })),
  };
}

/** Ascending heights moved upwards until they are `apart`, then all down as far as the top asks for. */
export function spread(heights: readonly number[], apart: number, [, top]: Range): readonly number[] {
  const moved: number[] = [];
  for (const height of heights) moved.push(Math.max(height, (moved.at(-1) ?? -Infinity) + apart));
  const over = Math.max(0, (moved.at(-1) ?? top) - top);
  return moved.map((height) => height - over);
}

/** A line through all three plots at the K shown, and a ring around the candidate shown. */
function marks(
  grid: number,
  shown: CriteriaInput['shown'],
  found: readonly Delta[],
  clamp: (at: number) => number,
  tokens: Tokens,
): SeriesOption {
  const here = found.find((d) => d.candidate.k === shown?.k && d.candidate.family === shown.family);
  return {
    type: 'scatter',
    id: `marks-${grid}`,
    xAxisIndex: grid,
    yAxisIndex: grid,
    silent: true,
    symbol: 'circle',
    clip: false,
    z: 5,
    data: [
      ...(here
        ? [
            {
              value: [here.candidate.k, clamp(scaled(here.delta))],
              symbolSize: 15,
              itemStyle: { color: 'transparent', borderColor: tokens.accent, borderWidth: 2 },
            },
          ]
        : []),
    ],
    markLine: shown
      ? {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: tokens.accent, width: 1, type: 'solid', opacity: 0.35 },
          data: [{ xAxis: shown.k }],
        }
      : { data: [] },
  };
}

function describe(candidate: Candidate, criterion: Criterion, delta: number): string {
  const doubt = candidate.degenerate
    ? '\ndegenerate: cannot be best'
    : candidate.converged
      ? ''
      : '\nnot converged: cannot be best';
  return `K = ${candidate.k}, ${candidate.family}\nΔ${criterionNames[criterion]} = ${decimals(delta, 1)}${doubt}`;
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
  const height = (d: Delta) => Math.min(frame.y[1], Math.max(frame.y[0], scaled(d.delta)));
  const line = nearest(
    (d) => Math.abs(height(d) - place.y),
    found.filter((d) => d.candidate.k === k),
  );
  return line?.candidate ?? null;
}
