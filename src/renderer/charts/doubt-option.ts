import type { FamilyCode } from '../../shared/model/mixture.ts';
import { whole } from '../widgets/format.ts';
import { spaced } from './criteria-option.ts';
import type { DoubtPlot } from './doubt.ts';
import { markSeries } from './doubt-marks.ts';
import { heldOutSeries, ratioSeries, stabilitySeries } from './doubt-series.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

export interface DoubtInput {
  readonly plots: readonly DoubtPlot[];
  readonly ks: readonly number[];
  readonly shown: { readonly k: number; readonly family: FamilyCode } | null;
  readonly tokens: Tokens;
}

const titles: Readonly<Record<DoubtPlot['kind'], string>> = {
  'held-out': 'Held-out, nats a row ± SE',
  stability: 'Stability, ARI ± sd',
  'likelihood-ratio': 'p of K against K + 1',
};

export function doubtOption({ plots, ks, shown, tokens }: DoubtInput): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: plots.map(({ frame }) => gridOf(frame)),
    xAxis: plots.map(({ frame }, grid) => {
      const last = grid === plots.length - 1;
      const named = last ? { name: 'Components K', gap: 20 } : {};
      return axis(frame.x, tokens, { grid, values: spaced(ks, frame.width), text: whole, labels: last, ...named });
    }),
    yAxis: plots.map((plot, grid) => ({
      ...axis(plot.frame.y, tokens, {
        grid,
        count: 3,
        lines: false,
        labels: plot.kind !== 'likelihood-ratio',
        ...(plot.kind === 'stability' ? { values: [0, 0.5, 1] } : {}),
      }),
      name: plot.kind === 'likelihood-ratio' ? `${titles[plot.kind]}, ${plot.doubt.options.family}` : titles[plot.kind],
      nameLocation: 'end' as const,
      nameGap: 7,
      nameTextStyle: { color: tokens.muted, fontSize: 12, align: 'left' as const },
    })),
    series: plots.flatMap((plot, grid) => {
      const drawing = { grid, shown, tokens };
      const drawn =
        plot.kind === 'held-out'
          ? heldOutSeries(plot, drawing)
          : plot.kind === 'stability'
            ? stabilitySeries(plot, drawing)
            : [ratioSeries(plot, drawing)];
      return [...drawn, markSeries(drawing)];
    }),
  };
}
