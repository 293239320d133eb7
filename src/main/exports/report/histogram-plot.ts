import { binCounts, binsEnd, niceBins, suggestedBins } from '../../../shared/geometry/bins.ts';
import { densityCurves, marginalOf } from '../../../shared/geometry/density.ts';
import { finiteRange } from '../../../shared/geometry/nice.ts';
import { clusterInk } from '../../../shared/geometry/palette.ts';
import { whole } from '../../../shared/words/format.ts';
import type { ReportInput } from './input.ts';
import { clipped, ink, line, type Plot, picture, px, py, xAxis, yAxis } from './svg.ts';

/** One column (index among the fit's) with the density of the mixture and of each component, as rows per bin. */
export function histogramPlot({ appearance, fit, mixture, dataset, results, columns }: ReportInput, column: number): string {
  const name = fit.options.columns[column];
  const values = columns[column];
  const fitted = values.filter((_, row) => results.labels[row] >= 0);
  const range = finiteRange(fitted) ?? [0, 1];
  const isWhole = dataset.columns.find((one) => one.name === name)?.type === 'integer';
  const bins = niceBins(range, Math.min(40, suggestedBins(fitted)), isWhole);
  const counts = binCounts(fitted, bins);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const curves = densityCurves(marginalOf(mixture, column, range), [bins.start, binsEnd(bins)]);
  const scale = rows * bins.width;
  const bars = counts.reduce((a, b) => Math.max(a, b), 1);
  const highest = curves.total.reduce((a, b) => Math.max(a, b), 0) * scale;
  const plot: Plot = {
    ...{ left: 44, top: 8, width: 262, height: 120 },
    x: [bins.start, binsEnd(bins)],
    y: [0, Math.max(bars, Math.min(highest, bars * 2)) * 1.08],
  };
  const base = py(plot, 0);
  const drawn = Array.from(counts, (count, i) => {
    const [from, to] = [px(plot, bins.start + i * bins.width), px(plot, bins.start + (i + 1) * bins.width)];
    const top = py(plot, count);
    return count === 0 ? '' : `<path d="M${from} ${base}V${top}H${Math.max(from, to - 0.5)}V${base}Z"/>`;
  });
  const curve = (heights: Float64Array, colour: string, width: number, extra = '') =>
    line(
      Array.from(curves.x, (x, i) => [px(plot, x), py(plot, heights[i] * scale)] as const),
      colour,
      width,
      extra,
    );
  const parts = curves.components.map((one, k) => curve(one, clusterInk(appearance.places[k], 'light', ink.paper), 1.5));
  const noise = curves.noise ? curve(curves.noise, ink.muted, 1.25, ' stroke-dasharray="4 3"') : '';
  return picture(
    316,
    172,
    `Histogram of ${name} with the density of each component`,
    `<g fill="${ink.bars}">${drawn.join('')}</g>${clipped(plot, `histogram-${column}`, `${parts.join('')}${noise}${curve(curves.total, ink.text, 1.25)}`)}${xAxis(plot, { name, count: 5 })}${yAxis(plot, { count: 3, text: whole })}`,
  );
}
