import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption, MarkLineComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Range } from '../../shared/geometry/nice.ts';
import { ticks } from '../../shared/geometry/nice.ts';
import { tickText } from './format.ts';
import type { Frame } from './frame.ts';
import type { Tokens } from './tokens.ts';

export type SeriesOption = LineSeriesOption | ScatterSeriesOption | CustomSeriesOption;
export type ChartOption = ComposeOption<SeriesOption | GridComponentOption | TooltipComponentOption | MarkLineComponentOption>;

/** What all charts share: no animation (nothing moves unless it means something), our font, tooltips drawn into the canvas. */
export const base = (tokens: Tokens): ChartOption => ({
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: tokens.font, color: tokens.ink },
  tooltip: {
    renderMode: 'richText',
    confine: true,
    backgroundColor: tokens.surface,
    borderColor: tokens.line,
    borderWidth: 1,
    padding: [6, 8],
    textStyle: { color: tokens.ink, fontSize: 12, lineHeight: 16, fontFamily: tokens.font },
  },
});

/** A grid whose plot is exactly the frame's: our own layers are drawn under and over it. */
export const gridOf = (frame: Frame): GridComponentOption => ({
  left: frame.left,
  top: frame.top,
  width: frame.width,
  height: frame.height,
  outerBoundsMode: 'none',
});

export interface AxisLook {
  readonly name?: string;
  /** Distance of the name from the axis, px. */
  readonly gap?: number;
  /** About how many ticks. */
  readonly count?: number;
  readonly lines?: boolean;
  readonly labels?: boolean;
  readonly text?: (value: number) => string;
  readonly values?: readonly number[];
  readonly grid?: number;
}

/** A value axis over exactly this range, with ticks at round numbers only (never at the range's odd ends). */
export function axis(range: Range, tokens: Tokens, look: AxisLook = {}) {
  const found = ticks(range[0], range[1], look.count ?? 6);
  const values = [...(look.values ?? found.values)];
  const text = look.text ?? tickText(found.step, Math.max(Math.abs(range[0]), Math.abs(range[1])));
  return {
    type: 'value' as const,
    gridIndex: look.grid ?? 0,
    min: range[0],
    max: range[1],
    name: look.name ?? '',
    nameLocation: 'middle' as const,
    nameGap: look.gap ?? 28,
    nameMoveOverlap: false,
    nameTextStyle: { color: tokens.ink, fontSize: 12, fontWeight: 500 },
    axisLine: { show: look.lines !== false, lineStyle: { color: tokens.line }, onZero: false },
    axisTick: { show: look.labels !== false, length: 4, lineStyle: { color: tokens.line }, customValues: values },
    axisLabel: {
      show: look.labels !== false,
      customValues: values,
      formatter: (value: number) => text(value),
      color: tokens.muted,
      fontSize: 11,
      hideOverlap: true,
    },
    splitLine: { show: false },
  };
}

/** Room for the tick labels of a vertical axis, px: about 6.5 a character at 11 px. */
export function labelRoom(range: Range, count = 6, text?: (value: number) => string): number {
  const found = ticks(range[0], range[1], count);
  const write = text ?? tickText(found.step, Math.max(Math.abs(range[0]), Math.abs(range[1])));
  return Math.max(0, ...found.values.map((value) => write(value).length)) * 6.5 + 10;
}
