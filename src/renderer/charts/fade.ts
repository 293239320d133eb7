import { presenceOf } from '../../shared/geometry/presence.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { counted, percent, whole } from '../widgets/format.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import { clusterColour, clusterInk } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** Expected mixing weights along a run of variational inference: one mixture an iteration. */
export const fadeFrame = (
  size: { readonly width: number; readonly height: number },
  mixtures: readonly GaussianMixture[],
): Frame => {
  const highest = mixtures.reduce((most, { weights }) => weights.reduce((a, b) => Math.max(a, b), most), 0.05);
  return frameOf(
    size,
    { left: 40, top: 18, right: 28, bottom: 34 },
    [0, Math.max(4, mixtures.length - 1)],
    [0, Math.min(1, highest * 1.08)],
  );
};

/** So many points a line are all that can be seen. */
const points = 240;

/** A line a component, in its colour where it still has rows at the end, thin and grey where it was let go. */
export function fadeOption(
  frame: Frame,
  mixtures: readonly GaussianMixture[],
  tokens: Tokens,
  /** Places of the components in the palette; left out: as they are numbered. */
  paint: readonly number[] = [],
): ChartOption {
  const common = base(tokens);
  const last = mixtures.at(-1);
  const presence = last ? presenceOf(last) : [];
  const step = Math.max(1, Math.floor(mixtures.length / points));
  const kept = mixtures.flatMap((mixture, at) => (at % step === 0 || at === mixtures.length - 1 ? [{ mixture, at }] : []));
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: tokens.muted, type: 'dotted' } },
      formatter: (params) => {
        const first = Array.isArray(params) ? params[0] : params;
        const at = (first?.value as number[])?.[0] ?? -1;
        const weights = mixtures[at]?.weights ?? [];
        const named = weights.map((weight, c) => ({ weight, c })).filter(({ weight }) => weight >= 0.01);
        const rest = weights.length - named.length;
        const lines = named.slice(0, 12).map(({ weight, c }) => `${c + 1}: ${percent(weight)}`);
        return [`Iteration ${whole(at)}`, ...lines, ...(rest > 0 ? [`${counted(rest, 'more', 'more')} under 1 %`] : [])].join(
          '\n',
        );
      },
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: 'Iteration', gap: 20, count: 6, text: (v) => (Number.isInteger(v) ? whole(v) : '') }),
    yAxis: axis(frame.y, tokens, { count: 4, lines: false, text: (v) => percent(v) }),
    series: (last?.weights ?? []).map((_, c): SeriesOption => {
      const stays = presence[c]! > 0.5;
      return {
        type: 'line',
        id: `weight-${c + 1}`,
        showSymbol: false,
        clip: true,
        data: kept.map(({ mixture, at }) => [at, mixture.weights[c]!]),
        lineStyle: {
          color: stays ? clusterColour(paint[c] ?? c, tokens.theme) : tokens.muted,
          width: stays ? 2 : 1,
          opacity: stays ? 1 : 0.55,
          type: stays ? 'solid' : 'dashed',
        },
        z: stays ? 3 : 2,
        labelLayout: { moveOverlap: 'shiftY' as const },
        endLabel: {
          show: stays,
          formatter: String(c + 1),
          color: clusterInk(paint[c] ?? c, tokens.theme, tokens.surface),
          fontWeight: 700,
          fontSize: 11,
          distance: 4,
        },
      };
    }),
  };
}
