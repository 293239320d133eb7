import { type Range, ticks } from '../../../shared/geometry/nice.ts';
import { tickText } from '../../../shared/words/chart-figures.ts';
import { escaped } from './html.ts';

/** The colours of a page in print: those of the light theme. */
export const ink = {
  text: '#1b2430',
  muted: '#5c6677',
  line: '#dfe4eb',
  accent: '#1d5fd0',
  bars: '#b4bfd0',
  paper: '#ffffff',
} as const;

/** Where a plot lies in its picture and which part of the data it shows. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

export const round = (value: number): number => Math.round(value * 100) / 100;
export const px = ({ left, width, x }: Plot, value: number): number => round(left + ((value - x[0]) / (x[1] - x[0])) * width);
export const py = ({ top, height, y }: Plot, value: number): number => round(top + (1 - (value - y[0]) / (y[1] - y[0])) * height);

export const picture = (width: number, height: number, label: string, content: string): string =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${content}</svg>`;

export interface TextLook {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly colour?: string;
  readonly weight?: number;
  /** Turned a quarter, to be read from below. */
  readonly turned?: boolean;
  /** Drawn on a ground of paper, so that it can be read over lines. */
  readonly halo?: boolean;
}

export function text(x: number, y: number, words: string, look: TextLook = {}): string {
  const { anchor = 'start', size = 11, colour = ink.muted, weight = 400, turned = false, halo = false } = look;
  const around = halo ? ` stroke="${ink.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : '';
  const turn = turned ? ` transform="rotate(-90 ${round(x)} ${round(y)})"` : '';
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${colour}"${around}${turn}>${escaped(words)}</text>`;
}

export const line = (points: readonly (readonly [number, number])[], colour: string, width = 1.5, extra = ''): string =>
  points.length === 0
    ? ''
    : `<path d="M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${extra}/>`;

export interface AxisLook {
  readonly name?: string;
  readonly count?: number;
  readonly values?: readonly number[];
  readonly text?: (value: number) => string;
}

/** Px of a text of 11 px, nearly. */
const widthOf = (words: string): number => words.length * 6.3;
const shortened = (name: string, room: number): string => {
  const most = Math.max(8, Math.floor(room / 7));
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
};

/** Room left of a plot for these labels and the axis's name. */
export function roomForLabels(range: Range, count = 6): number {
  const { step, values } = ticks(range[0], range[1], count);
  const label = tickText(step, Math.max(Math.abs(range[0]), Math.abs(range[1])));
  return Math.max(0, ...values.map((value) => widthOf(label(value)))) + 28;
}

/** Ticks and labels below the plot; no label runs into the one before it or far beyond the plot. */
export function xAxis(plot: Plot, { name, count = 6, values, text: write }: AxisLook = {}): string {
  const found = ticks(plot.x[0], plot.x[1], count);
  const label = write ?? tickText(found.step, Math.max(Math.abs(plot.x[0]), Math.abs(plot.x[1])));
  const bottom = plot.top + plot.height;
  let free = Number.NEGATIVE_INFINITY;
  const marks = (values ?? found.values).map((value) => {
    const x = px(plot, value);
    const half = widthOf(label(value)) / 2;
    const fits = x - half >= free && x + half <= plot.left + plot.width + 16;
    if (fits) free = x + half + 6;
    return `${line(
      [
        [x, bottom],
        [x, bottom + 4],
      ],
      ink.line,
      1,
    )}${fits ? text(x, bottom + 16, label(value), { anchor: 'middle' }) : ''}`;
  });
  const title = name
    ? text(plot.left + plot.width / 2, bottom + 33, shortened(name, plot.width), {
        anchor: 'middle',
        size: 12,
        colour: ink.text,
        weight: 500,
      })
    : '';
  return `${line(
    [
      [plot.left, bottom],
      [plot.left + plot.width, bottom],
    ],
    ink.line,
    1,
  )}${marks.join('')}${title}`;
}

/** Ticks and labels left of the plot. */
export function yAxis(plot: Plot, { name, count = 6, values, text: write }: AxisLook = {}): string {
  const found = ticks(plot.y[0], plot.y[1], count);
  const label = write ?? tickText(found.step, Math.max(Math.abs(plot.y[0]), Math.abs(plot.y[1])));
  const marks = (values ?? found.values).map((value) => {
    const y = py(plot, value);
    return `${line(
      [
        [plot.left - 4, y],
        [plot.left, y],
      ],
      ink.line,
      1,
    )}${text(plot.left - 7, y + 4, label(value), { anchor: 'end' })}`;
  });
  const middle = plot.top + plot.height / 2;
  const title = name
    ? text(12, middle, shortened(name, plot.height), { anchor: 'middle', size: 12, colour: ink.text, weight: 500, turned: true })
    : '';
  return `${line(
    [
      [plot.left, plot.top],
      [plot.left, plot.top + plot.height],
    ],
    ink.line,
    1,
  )}${marks.join('')}${title}`;
}

/** Nothing of `content` is drawn beyond the plot. */
export const clipped = ({ left, top, width, height }: Plot, id: string, content: string): string =>
  `<clipPath id="${id}"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath><g clip-path="url(#${id})">${content}</g>`;
