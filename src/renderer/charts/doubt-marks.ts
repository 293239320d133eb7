import type { FamilyCode } from '../../shared/model/mixture.ts';
import { spread } from './criteria.ts';
import type { Frame } from './frame.ts';
import type { SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** One of the plots of the assessments, and what is marked in it. */
export interface Drawing {
  readonly grid: number;
  readonly shown: { readonly k: number; readonly family: FamilyCode } | null;
  readonly tokens: Tokens;
}

export const onPlot = ({ grid }: Drawing) => ({ xAxisIndex: grid, yAxisIndex: grid, clip: false });

/** Upright strokes from low to high: a line that is broken between them. */
export const strokes = (
  drawing: Drawing,
  id: string,
  colour: string,
  bars: readonly (readonly [number, number, number])[],
): SeriesOption => ({
  ...onPlot(drawing),
  type: 'line',
  id,
  silent: true,
  showSymbol: false,
  connectNulls: false,
  lineStyle: { color: colour, width: 1.25, opacity: 0.75 },
  z: 1,
  data: bars.flatMap(([x, low, high]) => [[x, low] as number[], [x, high] as number[], [x, null] as unknown as number[]]),
});

export interface End {
  readonly family: FamilyCode;
  readonly k: number;
  readonly height: number;
}

/** The code of each line at its right end, pushed apart where lines end close together. */
export function nameSeries(drawing: Drawing, frame: Frame, ends: readonly End[]): SeriesOption {
  const { grid, shown, tokens } = drawing;
  const sorted = [...ends].sort((p, q) => p.height - q.height);
  const apart = (11 / frame.height) * (frame.y[1] - frame.y[0]);
  const heights = spread(
    sorted.map(({ height }) => height),
    apart,
    frame.y,
  );
  return {
    ...onPlot(drawing),
    type: 'scatter',
    id: `doubt-names-${grid}`,
    silent: true,
    symbolSize: 0.01,
    data: sorted.map(({ family, k }, i) => ({
      value: [k, heights[i]!],
      label: {
        show: true,
        position: 'right' as const,
        distance: 10,
        formatter: family,
        color: family === shown?.family ? tokens.ink : tokens.muted,
        fontWeight: family === shown?.family ? 600 : 400,
        fontSize: 10,
      },
    })),
  };
}

/** The line at the K shown, on from the criteria above. */
export const markSeries = (drawing: Drawing): SeriesOption => ({
  ...onPlot(drawing),
  type: 'scatter',
  id: `doubt-mark-${drawing.grid}`,
  silent: true,
  data: [],
  markLine: {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: drawing.tokens.accent, width: 1, type: 'solid', opacity: 0.35 },
    data: drawing.shown ? [{ xAxis: drawing.shown.k }] : [],
  },
});
