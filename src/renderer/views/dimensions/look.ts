import type { RowResults } from '../../../shared/contract.ts';
import { blend, parse, plainColour, type Theme } from '../../charts/palette.ts';
import { markersOf, type PointLook } from '../../charts/points.ts';

/** Each row's colour, blended by its responsibilities, and marker. Results of another data set may be a moment late. */
export function lookOf(results: RowResults | null, rows: number, theme: Theme, flags: Uint8Array): PointLook {
  const own = results?.labels.length === rows ? results : null;
  return {
    colours: own ? blend(own.responsibilities, own.labels, own.k, theme) : parse(plainColour(theme)),
    markers: own ? markersOf(own.labels) : null,
    flags: flags.length === rows && flags.some((flag) => flag !== 0) ? flags : null,
  };
}
