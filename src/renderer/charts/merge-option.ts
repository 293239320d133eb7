import type { Range } from '../../shared/geometry/nice.ts';
import type { Merge } from '../../shared/model/doubt-results.ts';
import { figure, percent } from '../widgets/format.ts';
import { type Frame, frameOf } from './frame.ts';
import type { MergeTree } from './merge-tree.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import { clusterColour, clusterInk } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** The tree above, the entropy below, over one axis: the number of clusters. */
export interface MergeFrames {
  readonly tree: Frame;
  readonly entropy: Frame;
}

const leafHeight = 24;
const entropyHeight = 136;
export const mergeHeight = (k: number): number => k * leafHeight + entropyHeight + 72;

export function mergeFrames(size: { readonly width: number; readonly height: number }, { levels }: Merge): MergeFrames {
  const k = levels[0]?.clusters ?? 1;
  const x: Range = [-0.12, k - 0.6];
  const most = Math.max(1e-9, ...levels.map(({ entropy }) => entropy));
  const y: Range = [0, most * 1.12];
  const left = Math.max(136, 28 + labelRoom(y, 3));
  const tree = frameOf({ width: size.width, height: 8 + k * leafHeight }, { left, right: 20, top: 8, bottom: 0 }, x, [
    k - 0.5,
    -0.5,
  ]);
  const top = tree.top + tree.height + 20;
  const entropy = frameOf({ width: size.width, height: top + entropyHeight }, { left, right: 20, top, bottom: 0 }, x, y);
  return { tree, entropy };
}

export interface MergeInput {
  readonly frames: MergeFrames;
  readonly merge: Merge;
  readonly tree: MergeTree;
  /** Clusters that are left by the cut. */
  readonly cut: number;
  /** Mixing weights of the components. */
  readonly weights: readonly number[];
  /** For each component its place in the palette; left out: in their order. */
  readonly places?: readonly number[];
  readonly tokens: Tokens;
}

export function mergeOption({ frames, merge, tree, cut, weights, places, tokens }: MergeInput): ChartOption {
  const k = merge.levels[0]?.clusters ?? 1;
  const paint: Paint = (group) => places?.[group[0]! - 1] ?? group[0]! - 1;
  // ECharts wants ascending axes: the leaves are counted from the bottom.
  const up = (y: number) => k - 1 - y;
  const clusters = { values: Array.from({ length: k }, (_, x) => x), text: (x: number) => String(k - x) };
  return {
    ...base(tokens),
    tooltip: { show: false },
    grid: [gridOf(frames.tree), gridOf(frames.entropy)],
    xAxis: [
      { ...axis(frames.tree.x, tokens, { grid: 0, labels: false, lines: false, values: clusters.values }) },
      { ...axis(frames.entropy.x, tokens, { grid: 1, name: 'Clusters', gap: 24, ...clusters }) },
    ],
    yAxis: [
      {
        ...axis([-0.5, k - 0.5], tokens, {
          grid: 0,
          lines: false,
          values: tree.leaves.map((_, i) => up(i)),
          text: (y) => leafText(tree.leaves[up(Math.round(y))], weights),
        }),
        axisTick: { show: false },
      },
      {
        ...axis(frames.entropy.y, tokens, {
          grid: 1,
          name: 'Entropy, nats',
          gap: labelRoom(frames.entropy.y, 3) + 4,
          count: 3,
          lines: false,
        }),
      },
    ],
    series: [...treeSeries(tree, cut, k, up, tokens, paint), ...entropySeries(merge, cut, k, tokens)],
  };
}

const leafText = (component: number | undefined, weights: readonly number[]): string =>
  component === undefined ? '' : `Component ${component} · ${percent(weights[component - 1] ?? 0)}`;

/** The place in the palette of the cluster of these components. */
type Paint = (group: readonly number[]) => number;

/** Lines left of the cut are what it keeps apart or puts together: strong; those beyond it are pale. */
function treeSeries(
  tree: MergeTree,
  cut: number,
  k: number,
  up: (y: number) => number,
  tokens: Tokens,
  paint: Paint,
): SeriesOption[] {
  const at = k - cut;
  const strokes = [
    ...tree.branches.map(({ group, y, from, to }) => ({ group, points: [[from, up(y)], [to, up(y)]], isKept: from <= at })),
    ...tree.joints.map(({ group, x, low, high }) => ({ group, points: [[x, up(low)], [x, up(high)]], isKept: x <= at })),
  ]; // biome-ignore format: pairs of places
  const lines = strokes.map(
    ({ group, points, isKept }, i): SeriesOption => ({
      type: 'line',
      id: `branch-${i}`,
      xAxisIndex: 0,
      yAxisIndex: 0,
      silent: true,
      clip: false,
      showSymbol: false,
      data: points,
      lineStyle: {
        color: isKept ? clusterColour(paint(group), tokens.theme) : tokens.line,
        width: isKept ? 2.5 : 1.5,
        cap: 'square',
      },
      z: isKept ? 3 : 2,
    }),
  );
  // The clusters of the cut, numbered where it crosses their branches.
  const crossed = tree.branches
    .filter(({ from, to }) => from <= at && to > at)
    .sort((a, b) => a.group[0]! - b.group[0]!)
    .map(({ group, y }, g) => ({ group, y, number: g + 1 }));
  return [
    ...lines,
    {
      type: 'scatter',
      id: 'clusters',
      xAxisIndex: 0,
      yAxisIndex: 0,
      silent: true,
      clip: false,
      symbol: 'circle',
      symbolSize: 18,
      z: 5,
      data: crossed.map(({ group, y, number }) => ({
        value: [at, up(y)],
        itemStyle: {
          color: tokens.surface,
          borderColor: clusterInk(paint(group), tokens.theme, tokens.surface),
          borderWidth: 2,
        },
        label: { show: true, formatter: String(number), color: tokens.ink, fontSize: 11, fontWeight: 700 },
      })),
    },
  ];
}

function entropySeries({ levels, suggested, suggestedByRows }: Merge, cut: number, k: number, tokens: Tokens): SeriesOption[] {
  return [
    {
      type: 'line',
      id: 'entropy',
      xAxisIndex: 1,
      yAxisIndex: 1,
      silent: true,
      clip: false,
      symbol: 'circle',
      showSymbol: true,
      lineStyle: { color: tokens.muted, width: 1.75 },
      data: levels.map(({ clusters, entropy }) => ({
        value: [k - clusters, entropy],
        symbolSize: clusters === cut ? 11 : 7,
        itemStyle: { color: clusters === cut ? tokens.accent : tokens.muted },
        label: {
          show: clusters === suggested || clusters === suggestedByRows || clusters === cut,
          position: clusters === cut ? ('right' as const) : ('top' as const),
          distance: 8,
          formatter: [figure(entropy, 3), clusters === suggested && suggested < k ? 'bend' : ''].filter(Boolean).join(', '),
          color: tokens.ink,
          fontSize: 11,
        },
      })),
      z: 3,
    },
  ];
}
