import type { Tried } from '../state/prior-trial.svelte.ts';
import { figure, whole } from '../widgets/format.ts';
import { nats } from './format.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

/** Powers of ten that the slider and the chart reach over. */
export const pullRange = [-4, 4] as const;

export const pullFrame = (size: { readonly width: number; readonly height: number }, k: number): Frame =>
  frameOf(size, { left: 34, top: 18, right: 14, bottom: 38 }, [pullRange[0] - 0.2, pullRange[1] + 0.2], [0, k + 0.7]);

export interface PullInput {
  readonly frame: Frame;
  readonly seen: readonly Tried[];
  /** Of the kept fit, and of what is shown. */
  readonly kept: number;
  readonly now: number;
  readonly tokens: Tokens;
}

/** Components in use against the concentration of the prior: how far the answer follows the prior. */
export function pullOption({ frame, seen, kept, now, tokens }: PullInput): ChartOption {
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
      values: [-4, -2, 0, 2, 4],
      text: (power) => figure(10 ** power, 1),
      name: 'Concentration α',
      gap: 24,
    }),
    yAxis: {
      ...axis(frame.y, tokens, { count: 4, text: (v) => (Number.isInteger(v) ? whole(v) : ''), lines: false }),
      name: 'In use',
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: { color: tokens.ink, fontSize: 12, align: 'left' as const },
    },
    series: [
      {
        type: 'line',
        id: 'tried',
        step: 'middle',
        symbol: 'circle',
        showAllSymbol: true,
        lineStyle: { color: tokens.muted, width: 1.5 },
        data: seen.map(({ concentration, effective, elbo }) => ({
          value: [Math.log10(concentration), effective],
          text: `α = ${figure(concentration, 3)}\n${whole(effective)} in use\nELBO ${nats(elbo)}`,
          symbolSize: concentration === now ? 11 : 6,
          itemStyle: { color: concentration === now ? tokens.accent : tokens.muted },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: tokens.accent, width: 1, type: 'dashed', opacity: 0.7 },
          label: { show: true, formatter: 'kept', color: tokens.accent, fontSize: 10, position: 'end' },
          data: [{ xAxis: Math.log10(kept) }],
        },
      },
    ],
  };
}
