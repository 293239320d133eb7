import type { CustomSeriesOption } from 'echarts/charts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import { withAlpha } from './palette.ts';
import type { ScoreFace, ScorePlot } from './scoreboard.ts';
import type { Tokens } from './tokens.ts';

export interface ScoreboardInput {
  readonly plot: ScorePlot;
  readonly face: ScoreFace;
  readonly tokens: Tokens;
}

const names: Readonly<Record<ScoreFace, string>> = {
  scores: 'Held-out log density, nats per row; higher is better',
  differences: 'From the first, nats per row, paired row by row',
};

export function scoreboardOption({ plot, face, tokens }: ScoreboardInput): ChartOption {
  const { dots, frame } = plot;
  const common = base(tokens);
  // ECharts counts upwards: the first is at the top.
  const up = (place: number) => dots.length - 1 - place;
  const nameOf = (y: number) => dots[up(Math.round(y))]?.name ?? '';
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: names[face], gap: 26, count: frame.width < 300 ? 3 : 6 }),
    yAxis: {
      ...axis(frame.y, tokens, { lines: false, values: dots.map((_, place) => up(place)), text: nameOf }),
      axisTick: { show: false },
      axisLabel: {
        customValues: dots.map((_, place) => up(place)),
        formatter: nameOf,
        color: tokens.ink,
        fontSize: 12,
        // A point at the very edge must not touch the name.
        margin: 14,
        width: frame.left - 20,
        overflow: 'truncate' as const,
      },
    },
    series: [bands(plot, up, tokens), ...(face === 'differences' ? [zero(plot, tokens)] : []), bars(plot, up, tokens), points(plot, up, tokens), figures(plot, up, tokens)], // biome-ignore format: in the order of drawing
  };
}

/** Every other group has a ground of its own; what belongs together is said at the right, once for each group. */
function bands({ groups, frame }: ScorePlot, up: (place: number) => number, tokens: Tokens): CustomSeriesOption {
  return {
    type: 'custom',
    id: 'groups',
    silent: true,
    clip: false,
    z: 0,
    data: groups.map(({ group, from, to }) => [frame.x[0], up(from), up(to), group]),
    renderItem: (_params, api) => {
      const [, top] = api.coord([0, Number(api.value(1)) + 0.5]) as [number, number];
      const [, foot] = api.coord([0, Number(api.value(2)) - 0.5]) as [number, number];
      const even = Number(api.value(3)) % 2 === 0;
      return {
        type: 'rect',
        shape: { x: 4, y: top, width: frame.left + frame.width + 128, height: foot - top },
        style: { fill: even ? withAlpha(tokens.accent, 0.07) : 'transparent' },
      };
    },
  };
}

function zero({ frame }: ScorePlot, tokens: Tokens): SeriesOption {
  return {
    type: 'line',
    id: 'zero',
    silent: true,
    showSymbol: false,
    z: 1,
    data: [
      [0, frame.y[0]],
      [0, frame.y[1]],
    ],
    lineStyle: { color: tokens.muted, width: 1, type: [4, 4] },
  };
}

/** ± one standard error; an arrow to the right where the figure is a lower bound, to the left where it lies beyond the axis. */
function bars({ dots, frame }: ScorePlot, up: (place: number) => number, tokens: Tokens): CustomSeriesOption {
  return {
    type: 'custom',
    id: 'errors',
    silent: true,
    clip: false,
    z: 2,
    data: dots.map(({ value, error, lowerBound, beyond, group }, place) => [
      Math.max(frame.x[0], value - error),
      Math.max(frame.x[0], value + error),
      up(place),
      Math.max(frame.x[0], value),
      lowerBound ? 1 : 0,
      beyond ? 1 : 0,
      group,
    ]),
    renderItem: ({ dataIndex }, api) => {
      const y = Number(api.value(2));
      const from = api.coord([api.value(0), y]) as [number, number];
      const to = api.coord([api.value(1), y]) as [number, number];
      const at = api.coord([api.value(3), y]) as [number, number];
      const stroke = Number(api.value(6)) === 0 ? tokens.accent : tokens.muted;
      const style = { stroke, lineWidth: 2, fill: 'none' };
      const arrow = (tip: number, back: number) => ({
        type: 'polyline' as const,
        shape: { points: [[tip - back, at[1] - 4], [tip, at[1]], [tip - back, at[1] + 4]] }, // biome-ignore format: one arrow head
        style,
      });
      // What single folds say: do they all tell the same?
      const ticks = (dots[dataIndex]?.folds ?? [])
        .filter((fold) => fold >= frame.x[0] && fold <= frame.x[1])
        .map((fold) => {
          const [x] = api.coord([fold, y]) as [number, number];
          const shape = { x1: x, y1: at[1] + 7, x2: x, y2: at[1] + 12 };
          return { type: 'line' as const, shape, style: { stroke, lineWidth: 1, opacity: 0.7 } };
        });
      const bound = Number(api.value(4)) === 1;
      const tip = Math.max(to[0], at[0]) + 16;
      return {
        type: 'group',
        children: [
          ...ticks,
          { type: 'line', shape: { x1: from[0], y1: from[1], x2: bound ? tip : to[0], y2: to[1] }, style },
          ...(bound ? [arrow(tip, 5)] : []),
          ...(Number(api.value(5)) === 1 ? [arrow(frame.left - 1, -6)] : []),
        ],
      };
    },
  };
}

function points({ dots, frame }: ScorePlot, up: (place: number) => number, tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'scores',
    clip: false,
    z: 3,
    symbolSize: 11,
    data: dots.map(({ name, value, group, beyond, lowerBound, text }, place) => {
      const colour = group === 0 ? tokens.accent : tokens.muted;
      return {
        value: [Math.max(frame.x[0], value), up(place)],
        text: `${name}\n${text} nats per row${lowerBound ? ', a lower bound' : ''}\ngroup ${group + 1}`,
        symbol: lowerBound ? 'triangle' : 'circle',
        symbolRotate: lowerBound ? -90 : 0,
        itemStyle: { color: beyond ? tokens.surface : colour, borderColor: colour, borderWidth: 2 },
      };
    }),
  };
}

/** What is drawn, in figures: a column of its own at the right. */
function figures({ dots, frame }: ScorePlot, up: (place: number) => number, tokens: Tokens): CustomSeriesOption {
  return {
    type: 'custom',
    id: 'figures',
    silent: true,
    clip: false,
    z: 3,
    data: dots.map((_, place) => [frame.x[1], up(place)]),
    renderItem: ({ dataIndex }, api) => {
      const dot = dots[dataIndex];
      const [, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
      return {
        type: 'text',
        x: frame.left + frame.width + 12,
        y,
        style: {
          text: dot?.text ?? '',
          fill: dot?.group === 0 ? tokens.ink : tokens.muted,
          font: `${dot?.group === 0 ? 600 : 400} 12px ${tokens.font}`,
          verticalAlign: 'middle',
        },
      };
    },
  };
}
