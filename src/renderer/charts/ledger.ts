import { padded, type Range } from '../../shared/geometry/nice.ts';
import type { StartRecord } from '../../shared/model/mixture.ts';
import { whole } from '../widgets/format.ts';
import { nats } from './format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

/** An end of one or more starts in the same optimum. */
export interface Optimum {
  readonly logLikelihood: number;
  readonly starts: readonly StartRecord[];
  readonly best: boolean;
  readonly sound: boolean;
}

/** The starts that have a log-likelihood, gathered by where they ended, best first; degenerate ones come after those that count. */
export function optima(ledger: readonly StartRecord[]): readonly Optimum[] {
  const groups = new Map<string, StartRecord[]>();
  for (const record of ledger) {
    if (record.logLikelihood === null) continue;
    const key = record.optimum === null ? `start ${record.start}` : `${record.optimum} ${record.degenerate !== null}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()]
    .map((starts) => ({
      logLikelihood: Math.max(...starts.map((record) => record.logLikelihood!)),
      starts,
      best: starts[0]!.optimum === 0 && starts[0]!.degenerate === null,
      sound: starts.some((record) => record.converged && record.degenerate === null),
    }))
    .sort((a, b) => Number(b.best) - Number(a.best) || Number(b.sound) - Number(a.sound) || b.logLikelihood - a.logLikelihood);
}

/** At the sides half a label of the axis has room: '−126,000'. */
export const ledgerMargins: Margins = { left: 28, top: 16, right: 28, bottom: 34 };

export const ledgerRange = (found: readonly Optimum[]): Range => {
  const values = found.map((one) => one.logLikelihood);
  return values.length === 0 ? [0, 1] : padded([Math.min(...values), Math.max(...values)], 0.08);
};

/** A strip: one mark an optimum where its log-likelihood lies, as large as the number of starts that ended there. */
export function ledgerOption(frame: Frame, found: readonly Optimum[], tokens: Tokens, figure = 'Log-likelihood'): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => {
        const one = Array.isArray(params) ? undefined : found[params.dataIndex];
        if (!one) return '';
        return `${nats(one.logLikelihood)} nats\nstarts ${one.starts.map((record) => record.start + 1).join(', ')}`;
      },
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, {
      name: `${figure} at the end`,
      gap: 20,
      count: Math.max(2, Math.floor(frame.width / 90)),
    }),
    yAxis: { ...axis(frame.y, tokens, { labels: false, lines: false }), show: false },
    series: [
      {
        type: 'scatter',
        id: 'optima',
        clip: false,
        data: found.map((one) => {
          const colour = one.best ? tokens.accent : tokens.muted;
          return {
            value: [one.logLikelihood, 0],
            symbolSize: 8 + 4 * Math.sqrt(one.starts.length),
            itemStyle: { color: one.sound ? colour : tokens.surface, borderColor: colour, borderWidth: 1.5 },
            label: {
              show: true,
              position: 'top' as const,
              distance: 3,
              formatter: `${whole(one.starts.length)}×`,
              color: one.best ? tokens.accent : tokens.muted,
              fontSize: 11,
              fontWeight: one.best ? 600 : 400,
            },
          };
        }),
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}
