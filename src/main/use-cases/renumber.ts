import type { RowResults } from '../../shared/contract.ts';
import type { Match } from '../../shared/model/appearance.ts';
import type { CandidateDetail } from '../../shared/model/mixture.ts';

/** For each new component, from 0, which of the present ones takes its place: the one matched with it; what matches none fills the gaps. */
export function placesOf(matches: readonly Match[]): number[] {
  const places = new Array<number>(matches.length).fill(-1);
  matches.forEach(({ component }, present) => {
    if (component > 0) places[component - 1] = present;
  });
  const rest = matches.flatMap(({ component }, present) => (component > 0 ? [] : [present]));
  return places.map((present) => (present >= 0 ? present : (rest.shift() ?? -1)));
}

/** A fit, and what it says of the rows, with its components in another order. */
export function renumbered(
  detail: CandidateDetail,
  rows: RowResults,
  places: readonly number[],
): { readonly detail: CandidateDetail; readonly rows: RowResults } {
  const { mixture, sizes } = detail;
  const { k } = rows;
  const number = new Int32Array(k + 1);
  places.forEach((present, place) => {
    number[present + 1] = place + 1;
  });
  const responsibilities = new Float32Array(rows.responsibilities.length);
  for (let at = 0; at < responsibilities.length; at += k)
    for (let place = 0; place < k; place++) responsibilities[at + place] = rows.responsibilities[at + places[place]];
  return {
    detail: {
      ...detail,
      sizes: places.map((c) => sizes[c]),
      mixture: mixture && {
        ...mixture,
        weights: places.map((c) => mixture.weights[c]),
        means: places.map((c) => mixture.means[c]),
        covariances: places.map((c) => mixture.covariances[c]),
      },
    },
    rows: { ...rows, labels: rows.labels.map((label) => (label > 0 ? number[label] : label)), responsibilities },
  };
}
