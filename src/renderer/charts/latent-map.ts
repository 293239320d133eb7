import { type Covariance2, ellipsePoints, gaussianEllipse, squaredRadius } from '../../shared/geometry/ellipse.ts';
import type { LatentPlane } from '../../shared/geometry/latent-plane.ts';
import { finiteRange, padded, type Range } from '../../shared/geometry/nice.ts';
import { percent } from '../widgets/format.ts';
import { type Frame, toPixelX, toPixelY } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** Every row, with a little room. */
export const mapRange = (places: Float64Array): Range => padded(finiteRange(places) ?? [-3, 3], 0.06);

const priorContents = [0.5, 0.95];

export interface MapInput {
  readonly frame: Frame;
  readonly names: readonly [string, string];
  readonly plane: LatentPlane;
  readonly tokens: Tokens;
}

/** Axes, and rings that hold so much of the prior. The rows themselves are painted beneath. */
export function mapOption({ frame, names, plane, tokens }: MapInput): ChartOption {
  const { tooltip: _, ...common } = base(tokens);
  return {
    ...common,
    grid: { ...gridOf(frame), show: true, borderColor: tokens.line, backgroundColor: 'transparent' },
    xAxis: axis(frame.x, tokens, { name: names[0], gap: 26, lines: false }),
    yAxis: axis(frame.y, tokens, { name: names[1], gap: labelRoom(frame.y) + 4, lines: false }),
    series: plane.y ? priorContents.map((content) => ring(content, plane, tokens)) : [],
  };
}

/** The prior is N(0, I): in any plane through the codes its rings are circles around where 0 lies. */
function ring(content: number, { origin, x, y }: LatentPlane, tokens: Tokens): SeriesOption {
  const radius = Math.sqrt(squaredRadius(content));
  const along = (direction: Float64Array | undefined) =>
    -origin.reduce((sum, value, i) => sum + value * (direction?.[i] ?? 0), 0);
  const points = ellipsePoints({ x: along(x.direction), y: along(y?.direction), long: radius, short: radius, angle: 0 });
  return {
    type: 'line',
    id: `prior-${Math.round(content * 100)}`,
    name: `prior, ${percent(content)}`,
    silent: true,
    clip: true,
    showSymbol: false,
    data: points,
    lineStyle: { color: tokens.muted, width: 1, type: [2, 4], opacity: 0.8 },
    z: 1,
  };
}

/** A posterior as a path in pixels: an ellipse that holds `content` of it; a bar where there is one axis only; '' where it has no extent. */
export function spreadPath(frame: Frame, centre: readonly [number, number], spread: Covariance2, content: number): string {
  if (!centre.every(Number.isFinite)) return '';
  const corners =
    spread.yy > 0
      ? polygon(centre, spread, content)
      : [-1, 1].map((side) => [centre[0] + side * Math.sqrt(spread.xx * squaredRadius(content)), centre[1]] as const);
  return corners.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(toPixelX(frame, x))} ${short(toPixelY(frame, y))}`).join('');
}

function polygon(
  centre: readonly [number, number],
  spread: Covariance2,
  content: number,
): readonly (readonly [number, number])[] {
  const ellipse = gaussianEllipse(centre, spread, content);
  return ellipse ? ellipsePoints(ellipse, 40) : [];
}

const short = (value: number): number => Math.round(value * 10) / 10;

/** Middles of so many equal pieces of a range. */
export const middles = ([min, max]: Range, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => min + ((i + 0.5) / count) * (max - min));
