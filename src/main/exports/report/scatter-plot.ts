import { ellipsePoints, gaussianEllipse } from '../../../shared/geometry/ellipse.ts';
import { type Spot, spotsSvg } from '../../../shared/geometry/markers.ts';
import { finiteRange, joined, padded } from '../../../shared/geometry/nice.ts';
import {
  blend,
  clusterColour,
  clusterInk,
  contrast,
  format,
  parse,
  plainColour,
  shapeIndex,
  shapes,
} from '../../../shared/geometry/palette.ts';
import { counted, percent, whole } from '../../../shared/words/format.ts';
import { inUse, type ReportInput } from './input.ts';
import { clipped, ink, line, type Plot, picture, px, py, roomForLabels, text, xAxis, yAxis } from './svg.ts';

const most = 3000;
const content = 0.5;

/** Rows, at most 3,000 evenly among those with a place, with the ellipse of each component; and what it shows, in words. */
export function scatterPlot({
  appearance,
  fit,
  detail,
  mixture,
  results,
  columns,
  axes,
}: ReportInput): { svg: string; caption: string } | null {
  if (!axes) return null;
  const [x, y] = axes;
  const [xs, ys] = [columns[x], columns[y]];
  const rows = placed(xs, ys);
  if (rows.length === 0) return null;
  const { places, names: given } = appearance;
  const used = inUse({ mixture, detail });
  const outlines = used.map((k) => {
    const mean = mixture.means[k];
    const covariance = mixture.covariances[k];
    const ellipse = gaussianEllipse(
      [mean[x], mean[y]],
      { xx: covariance[x][x], xy: covariance[x][y], yy: covariance[y][y] },
      content,
    );
    return ellipse ? ellipsePoints(ellipse) : [];
  });
  const range = (values: Float64Array, side: 0 | 1) =>
    padded(
      joined(
        padded(finiteRange(values) ?? [0, 1], 0),
        finiteRange(outlines.flatMap((points) => points.map((point) => point[side]))),
        0.2,
      ),
      0.05,
    );
  const up = range(ys, 1);
  const left = Math.max(64, roomForLabels(up));
  const plot: Plot = { left, top: 8, width: 554 - left, height: 364, x: range(xs, 0), y: up };

  const shown = rows.length <= most ? rows : Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
  const spots = spotsOf(shown, plot, xs, ys, results, places);
  const radius = shown.length <= 400 ? 3.2 : shown.length <= 1200 ? 2.4 : 1.8;
  const shapesOf = outlines.map((points, i) =>
    line(
      points.map(([a, b]) => [px(plot, a), py(plot, b)] as const),
      clusterInk(places[used[i]], 'light', ink.paper),
      1.75,
    ),
  );
  const means = used.map((k) => {
    const mean = mixture.means[k];
    const fill = clusterColour(places[k], 'light');
    const on = contrast(parse(fill), [255, 255, 255]) >= 3 ? '#ffffff' : '#111111';
    const [cx, cy] = [px(plot, mean[x]), py(plot, mean[y])];
    return `<circle cx="${cx}" cy="${cy}" r="9" fill="${fill}" stroke="${ink.paper}" stroke-width="2"/>${text(cx, cy + 4, String(k + 1), { anchor: 'middle', colour: on, weight: 700 })}${given[k] ? text(cx, cy + 21, shortened(given[k]), { anchor: 'middle', colour: ink.text, weight: 600, halo: true }) : ''}`;
  });
  const names = fit.options.columns;
  const frame = `<rect x="${plot.left}" y="${plot.top}" width="${plot.width}" height="${plot.height}" fill="none" stroke="${ink.line}"/>`;
  const svg = picture(
    568,
    416,
    `Scatterplot of ${names[y]} against ${names[x]} with the ellipse of each component`,
    `${frame}${clipped(plot, 'scatter', `${spotsSvg(spots, radius, 'mark')}${shapesOf.join('')}${means.join('')}`)}${xAxis(plot, { name: names[x] })}${yAxis(plot, { name: names[y] })}`,
  );
  const some =
    shown.length < rows.length
      ? `${whole(shown.length)} of ${whole(rows.length)} rows, evenly chosen`
      : counted(rows.length, 'row');
  const pair = names.length > 2 ? `, in the two of ${whole(names.length)} columns shown` : '';
  return {
    svg,
    caption: `${some}${pair}. Each ellipse holds ${percent(content)} of its component; colours blend where components share a row.`,
  };
}

/** A name may be of any length; there is room for a few words. */
const shortened = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

function placed(xs: Float64Array, ys: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < xs.length; row++) if (Number.isFinite(xs[row]) && Number.isFinite(ys[row])) rows.push(row);
  return rows;
}

function spotsOf(
  rows: readonly number[],
  plot: Plot,
  xs: Float64Array,
  ys: Float64Array,
  results: ReportInput['results'],
  places: readonly number[],
): Spot[] {
  const { k, labels, responsibilities } = results;
  const own = Int32Array.from(rows, (row) => labels[row]);
  const shares = new Float32Array(rows.length * k);
  for (const [i, row] of rows.entries()) shares.set(responsibilities.subarray(row * k, (row + 1) * k), i * k);
  const colours = blend(shares, own, k, 'light', places);
  return rows.map((row, i) => ({
    x: px(plot, xs[row]),
    y: py(plot, ys[row]),
    marker: own[i] > 0 ? shapeIndex(places[own[i] - 1]) : own[i] === 0 ? shapes.length : 0,
    colour: own[i] < 0 ? plainColour('light') : format([colours[i * 3], colours[i * 3 + 1], colours[i * 3 + 2]]),
    opacity: own[i] < 0 ? 0.35 : 0.75,
  }));
}
