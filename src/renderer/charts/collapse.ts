import { decimals } from '../widgets/format.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

/** KL of each latent dimension against the most that any noise in reach would give it. */
export const collapseFrame = (size: { readonly width: number; readonly height: number }, count: number, most: number): Frame =>
  frameOf(size, { left: 40, top: 18, right: 16, bottom: 38 }, [0.4, count + 0.6], [0, Math.max(0.1, most) * 1.15]);

/** A bar a dimension; one that has collapsed to the prior says so where its bar would stand. */
export function collapseOption(frame: Frame, kl: readonly number[], tokens: Tokens): ChartOption {
  const { tooltip: _, ...common } = base(tokens);
  return {
    ...common,
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, {
      values: kl.map((_value, j) => j + 1),
      text: (j) => String(Math.round(j)),
      name: 'Latent dimension',
      gap: 22,
    }),
    yAxis: {
      ...axis(frame.y, tokens, { count: 4, lines: false }),
      name: 'KL, nats a row',
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: { color: tokens.ink, fontSize: 12, align: 'left' as const },
    },
    series: [
      {
        type: 'custom',
        id: 'kl',
        silent: true,
        data: kl.map((value, j) => [j + 1, value]),
        renderItem: (_params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
          const [, floor] = api.coord([api.value(0), 0]) as [number, number];
          const wide = Math.min(48, (frame.width / (frame.x[1] - frame.x[0])) * 0.6);
          return {
            type: 'rect',
            shape: { x: x - wide / 2, y, width: wide, height: Math.max(0, floor - y) },
            style: { fill: tokens.accent },
          };
        },
      },
      {
        type: 'scatter',
        id: 'values',
        silent: true,
        symbolSize: 0.01,
        data: kl.map((value, j) => ({
          value: [j + 1, value],
          label: {
            show: true,
            position: 'top' as const,
            formatter: value > 0 ? decimals(value, 2) : kl.length > 8 ? '0' : 'collapsed',
            color: value > 0 ? tokens.ink : tokens.muted,
            fontSize: 11,
          },
        })),
      },
    ],
  };
}
