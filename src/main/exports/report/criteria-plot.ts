import { criterionNames, deltas, sound } from '../../../shared/model/criteria.ts';
import { families } from '../../../shared/model/mixture.ts';
import { whole } from '../../../shared/words/format.ts';
import type { ReportInput } from './input.ts';
import { ink, line, type Plot, picture, px, py, text, xAxis, yAxis } from './svg.ts';

const scaled = (delta: number): number => Math.sign(delta) * Math.log1p(Math.abs(delta));

/** The criterion that chooses, above the best: a line for each family over K, on a scale of log(1 + Δ). */
export function criteriaPlot({ fit, detail }: ReportInput): string {
  const { criterion } = fit.options;
  const found = deltas(fit.candidates, criterion);
  if (new Set(found.map(({ candidate }) => candidate.k)).size < 2) return '';
  const largest = found.reduce((most, { candidate, delta }) => (sound(candidate) ? Math.max(most, delta) : most), 1);
  const ks = [...new Set(fit.candidates.map(({ k }) => k))].sort((a, b) => a - b);
  const top = scaled(largest);
  const plot: Plot = {
    left: 56,
    top: 8,
    width: 254,
    height: 210,
    x: [ks[0] - 0.4, ks[ks.length - 1] + 0.4],
    y: [-0.1 * top, 1.06 * top],
  };
  const height = (delta: number) => py(plot, Math.min(plot.y[1], Math.max(plot.y[0], scaled(delta))));
  const chosen = detail.candidate;
  const lines = families.flatMap(({ code }) => {
    const own = found.filter(({ candidate }) => candidate.family === code).sort((a, b) => a.candidate.k - b.candidate.k);
    if (own.length === 0) return [];
    const isChosen = code === chosen.family;
    const colour = isChosen ? ink.accent : '#9aa5b5';
    const points = own.map(({ candidate, delta }) => [px(plot, candidate.k), height(delta)] as const);
    const marks = own.map(({ candidate }, i) => {
      const [x, y] = points[i];
      return `<circle cx="${x}" cy="${y}" r="${isChosen ? 3 : 2.25}" fill="${sound(candidate) ? colour : ink.paper}" stroke="${colour}"/>`;
    });
    const [x, y] = points[points.length - 1];
    return [{ code, isChosen, y, x, svg: `${line(points, colour, isChosen ? 2 : 1)}${marks.join('')}`, colour }];
  });
  // Names at the right ends, moved apart.
  let below = Number.NEGATIVE_INFINITY;
  const names = [...lines]
    .sort((a, b) => a.y - b.y)
    .map(({ code, isChosen, x, y }) => {
      below = Math.max(y, below + 11);
      return text(x + 7, below + 4, code, { size: 10, colour: isChosen ? ink.accent : ink.muted, weight: isChosen ? 700 : 400 });
    });
  const powers = [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((tick) => tick <= largest);
  const here = found.find(({ candidate }) => candidate.k === chosen.k && candidate.family === chosen.family);
  const ring = here
    ? `<circle cx="${px(plot, chosen.k)}" cy="${height(here.delta)}" r="7" fill="none" stroke="${ink.accent}" stroke-width="2"/>`
    : '';
  const every = Math.ceil(ks.length / 12);
  return picture(
    356,
    262,
    `Δ${criterionNames[criterion]} of each family over K; the chosen one is ringed`,
    `${[...lines]
      .sort((a, b) => Number(a.isChosen) - Number(b.isChosen))
      .map(({ svg }) => svg)
      .join(
        '',
      )}${ring}${names.join('')}${xAxis(plot, { name: 'Components K', values: ks.filter((_, i) => i % every === 0), text: whole })}${yAxis(plot, { name: `Δ${criterionNames[criterion]}`, values: powers.map(scaled), text: (value) => whole(Math.round(Math.expm1(value))) })}`,
  );
}
