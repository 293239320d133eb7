import { priorWeights } from '../../shared/geometry/prior-weights.ts';
import type { Clusters } from '../../shared/model/merging.ts';
import type { CandidateDetail } from '../../shared/model/mixture.ts';
import { percent } from '../widgets/format.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import { clusterColour } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** A component's mixing weight as the posterior has it, and what the prior alone expected. */
export interface WeightLine {
  readonly component: number;
  readonly weight: number;
  readonly lower: number;
  readonly upper: number;
  readonly prior: number;
  /** Expected to hold more rows than the rule asks for. */
  readonly inUse: boolean;
}

/** In the components' order; empty where there is no posterior. */
export function weightLines({ mixture, variational }: Pick<CandidateDetail, 'mixture' | 'variational'>): readonly WeightLine[] {
  if (!mixture?.variational || !variational) return [];
  const { counts, prior } = mixture.variational;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = priorWeights(prior, counts.length);
  return mixture.weights.map((weight, component) => ({
    component,
    weight,
    lower: variational.weights.lower[component]!,
    upper: variational.weights.upper[component]!,
    prior: expected[component]!,
    inUse: counts[component]! > variational.effectiveAbove * total,
  }));
}

/** Height of one component's line, px. */
export const weightRow = 18;
const [top, bottom] = [18, 38];
export const weightsHeight = (count: number): number => top + bottom + weightRow * count;

export const weightsFrame = (size: { readonly width: number; readonly height: number }, lines: readonly WeightLine[]): Frame =>
  frameOf(
    size,
    { left: 34, top, right: 52, bottom },
    [0, Math.max(0.05, ...lines.map(({ upper, prior }) => Math.max(upper, prior))) * 1.04],
    [lines.length - 0.5, -0.5],
  );

export interface WeightsInput {
  readonly frame: Frame;
  readonly lines: readonly WeightLine[];
  readonly content: number;
  readonly effectiveAbove: number;
  readonly clusters: Clusters | null;
  readonly tokens: Tokens;
}

/** Mixing weights with their credible intervals, one component a line; a faint stroke where the prior alone would have it. */
export function weightsOption({ frame, lines, content, effectiveAbove, clusters, tokens }: WeightsInput): ChartOption {
  const common = base(tokens);
  const at = new Map(lines.map(({ component }, i) => [component, i]));
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: 'Mixing weight', gap: 24, count: 5, text: (value) => percent(value) }),
    yAxis: {
      ...axis([frame.y[1], frame.y[0]], tokens, {
        values: lines.map((_, i) => i),
        text: (i) => String((lines[Math.round(i)]?.component ?? 0) + 1),
        lines: false,
      }),
      inverse: true,
      axisTick: { show: false },
    },
    series: [
      ...lines.map((line) => interval(line, at.get(line.component)!, clusters, tokens)),
      priorSeries(lines, at, tokens),
      pointSeries(lines, at, content, clusters, tokens),
      ruleSeries(effectiveAbove, tokens),
    ],
  };
}

const colour = ({ component, inUse }: WeightLine, clusters: Clusters | null, tokens: Tokens): string =>
  inUse ? clusterColour(clusters?.paint[component] ?? component, tokens.theme) : tokens.muted;

const interval = (line: WeightLine, y: number, clusters: Clusters | null, tokens: Tokens): SeriesOption => ({
  type: 'line',
  id: `interval-${line.component + 1}`,
  silent: true,
  showSymbol: false,
  data: [
    [line.lower, y],
    [line.upper, y],
  ],
  lineStyle: { color: colour(line, clusters, tokens), width: 3, cap: 'round' },
  z: 3,
});

const priorSeries = (lines: readonly WeightLine[], at: ReadonlyMap<number, number>, tokens: Tokens): SeriesOption => ({
  type: 'scatter',
  id: 'prior',
  silent: true,
  symbol: 'rect',
  symbolSize: [2, 12],
  z: 2,
  itemStyle: { color: tokens.muted, opacity: 0.7 },
  data: lines.map((line) => [line.prior, at.get(line.component)!]),
});

const pointSeries = (
  lines: readonly WeightLine[],
  at: ReadonlyMap<number, number>,
  content: number,
  clusters: Clusters | null,
  tokens: Tokens,
): SeriesOption => ({
  type: 'scatter',
  id: 'weights',
  symbol: 'circle',
  z: 4,
  data: lines.map((line) => ({
    value: [line.weight, at.get(line.component)!],
    symbolSize: 9,
    text: `Component ${line.component + 1}: ${percent(line.weight)}\n${percent(content)} of the posterior: ${percent(line.lower)} to ${percent(line.upper)}\nprior alone: ${percent(line.prior)}${line.inUse ? '' : '\nnot in use'}`,
    itemStyle: line.inUse
      ? { color: colour(line, clusters, tokens), borderColor: tokens.surface, borderWidth: 1 }
      : { color: tokens.surface, borderColor: tokens.muted, borderWidth: 1.5 },
    label: {
      show: true,
      position: 'right' as const,
      // Clear of the interval, which starts at the point.
      distance: 6,
      formatter: line.inUse ? percent(line.weight) : '',
      color: tokens.ink,
      fontSize: 10,
      offset: [0, -9] as [number, number],
    },
  })),
});

/** More than so much of the rows makes a component one that is in use. */
const ruleSeries = (effectiveAbove: number, tokens: Tokens): SeriesOption => ({
  type: 'scatter',
  id: 'rule',
  silent: true,
  data: [],
  markLine: {
    silent: true,
    symbol: 'none',
    lineStyle: { color: tokens.muted, width: 1, type: 'dotted' },
    label: {
      show: true,
      formatter: `in use above ${percent(effectiveAbove)}`,
      color: tokens.muted,
      fontSize: 10,
      position: 'start',
      align: 'left',
      distance: 4,
    },
    data: [{ xAxis: effectiveAbove }],
  },
});
