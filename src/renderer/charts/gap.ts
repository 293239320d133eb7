import type { GapAt } from '../../shared/geometry/importance-gap.ts';
import { figure, whole } from '../widgets/format.ts';
import { gain } from './format.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

/** Room for the widest gap and a little below nought, where chance may put a small one. */
export const gapFrame = (size: { readonly width: number; readonly height: number }, gaps: readonly GapAt[]): Frame => {
  const largest = Math.max(0.01, ...gaps.map(({ gap }) => gap));
  const last = Math.max(10, ...gaps.map(({ samples }) => samples));
  return frameOf(
    size,
    { left: 52, top: 18, right: 16, bottom: 38 },
    [-0.08, Math.log10(last) + 0.08],
    [-1.18 * largest, 0.06 * largest],
  );
};

/** Bounds below the log-likelihood, which is the line at 0, against the samples a row, on a logarithmic axis. */
export function gapOption(frame: Frame, gaps: readonly GapAt[], tokens: Tokens): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, {
      values: gaps.map(({ samples }) => Math.log10(samples)),
      text: (power) => whole(Math.round(10 ** power)),
      name: 'Samples a row',
      gap: 22,
    }),
    yAxis: {
      ...axis(frame.y, tokens, { count: 4, lines: false, text: (value) => (value === 0 ? '0' : figure(value, 2)) }),
      name: 'Nats a row',
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: { color: tokens.ink, fontSize: 12, align: 'left' as const },
    },
    series: [
      {
        type: 'line',
        id: 'bounds',
        symbol: 'circle',
        showAllSymbol: true,
        lineStyle: { color: tokens.accent, width: 2 },
        data: gaps.map(({ samples, gap, standardError }, i) => ({
          value: [Math.log10(samples), -Math.max(0, gap)],
          text: `${samples === 1 ? 'ELBO' : `${whole(samples)} samples`}: ${gain(gap)} nats below${standardError > 0 ? ` (± ${figure(standardError, 1)})` : ''}`,
          symbolSize: i === 0 ? 9 : 6,
          itemStyle: { color: tokens.accent },
          label: {
            show: i === 0 || i === gaps.length - 1,
            position: i === 0 ? ('right' as const) : ('bottom' as const),
            formatter: i === 0 ? 'ELBO' : 'importance-weighted',
            color: tokens.ink,
            fontSize: 11,
            ...(i > 0 && { align: 'right' as const }),
          },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: tokens.muted, width: 1.5, type: 'dashed' },
          label: { show: true, position: 'insideEndTop', formatter: 'log-likelihood', color: tokens.muted, fontSize: 11 },
          data: [{ yAxis: 0 }],
        },
      },
    ],
  };
}
