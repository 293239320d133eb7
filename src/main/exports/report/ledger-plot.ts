import { padded } from '../../../shared/geometry/nice.ts';
import { counted } from '../../../shared/words/format.ts';
import type { ReportInput } from './input.ts';
import { ink, type Plot, picture, px, text, xAxis } from './svg.ts';

const axisName = ({ variational }: ReportInput['detail']): string =>
  `${variational ? 'ELBO' : 'Log-likelihood'} at the end of each start`;

/** Where the starts of the candidate ended: a mark for each optimum, as large as the number of starts. Empty for one start. */
export function ledgerPlot({ detail }: ReportInput): { svg: string; caption: string } | null {
  const ends = new Map<string, { readonly value: number; readonly best: boolean; readonly sound: boolean; count: number }>();
  for (const { optimum, logLikelihood, degenerate, converged, start } of detail.ledger) {
    if (logLikelihood === null) continue;
    const name = optimum === null ? `start ${start}` : `${optimum} ${degenerate !== null}`;
    const sound = converged && degenerate === null;
    const known = ends.get(name);
    if (known) known.count++;
    else ends.set(name, { value: logLikelihood, best: optimum === 0 && degenerate === null, sound, count: 1 });
  }
  const all = [...ends.values()];
  if (detail.ledger.length < 2 || all.length === 0) return null;
  const values = all.map(({ value }) => value);
  const x = padded([Math.min(...values), Math.max(...values)], 0.08);
  const plot: Plot = { left: 16, top: 6, width: 324, height: 40, x, y: [0, 1] };
  const marks = [...all]
    .sort((a, b) => Number(a.best) - Number(b.best))
    .map(({ value, best, sound, count }) => {
      const colour = best ? ink.accent : ink.muted;
      const radius = 3 + 1.5 * Math.sqrt(count);
      const name = best ? text(px(plot, value), 15, `${count}×`, { anchor: 'middle', colour, weight: 600, halo: true }) : '';
      return `<circle cx="${px(plot, value)}" cy="30" r="${radius.toFixed(1)}" fill="${sound ? colour : ink.paper}" fill-opacity="${sound ? 0.8 : 1}" stroke="${colour}"/>${name}`;
    });
  const { starts, startsAtBest } = detail.candidate;
  return {
    svg: picture(356, 84, axisName(detail), `${marks.join('')}${xAxis(plot, { name: axisName(detail), count: 4 })}`),
    caption: `${startsAtBest} of ${counted(starts, 'start')} reached the best; ${counted(all.length, 'different end')}. Hollow: degenerate or not converged.`,
  };
}
