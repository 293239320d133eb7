import type { NamedCells } from './cells.ts';

/** As many rows are looked at, evenly spread: cautions are about shares. */
const looked = 10_000;
const fewest = 30;
/** A share of the rows with one and the same value, or that are copies, from which on it is worth a word. */
const many = 0.1;
/** Rounded numbers come in handfuls; a spike is so many times as frequent as the next value. */
const spike = 4;

/**
 * What in the columns Gaussian mixtures are easily misled by, a sentence each, as told of the values themselves: many zeros or
 * another single value, few different values as counts and rounded numbers have, rows that are copies of one another.
 */
export function cautionsOf(columns: readonly NamedCells[], used: Int32Array): string[] {
  const n = Math.min(used.length, looked);
  if (n < fewest) return [];
  const rows = Int32Array.from({ length: n }, (_, i) => used[Math.floor((i * used.length) / n)]);
  const found = columns.flatMap(({ name, cells }) => (cells.kind === 'values' ? (ofColumn(name, cells.values, rows) ?? []) : []));
  const few = found.filter((one) => one.kind === 'few');
  const spikes = found.filter((one) => one.kind === 'spike');
  const said = [...(few.length > 0 ? [fewText(few)] : []), ...(spikes.length > 0 ? [spikeText(spikes)] : [])];
  // Where values are few, or rounded in a single column, equal rows are no news.
  return said.length > 0 || columns.length === 1 ? said : (ofCopies(columns, rows) ?? []);
}

interface Few {
  readonly kind: 'few';
  readonly name: string;
  readonly different: number;
}
interface Spike {
  readonly kind: 'spike';
  readonly name: string;
  readonly value: number;
  readonly share: number;
}

function ofColumn(name: string, values: Float64Array, rows: Int32Array): Few | Spike | null {
  const counts = new Map<number, number>();
  let present = 0;
  for (const row of rows) {
    const x = values[row];
    if (Number.isNaN(x)) continue;
    present++;
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  const different = counts.size;
  if (present < fewest || different < 2) return null;
  if (different <= 12 || (different <= 30 && present / different >= 20)) return { kind: 'few', name, different };
  const [[value, count], [, next]] = [...counts].sort((x, y) => y[1] - x[1]);
  if (count < many * present || count < spike * next) return null;
  return { kind: 'spike', name, value, share: count / present };
}

/** As many columns are named; the rest are counted. */
const named = 3;
const more = (all: readonly unknown[]): string => (all.length > named ? ` and ${all.length - named} more` : '');

function fewText(few: readonly Few[]): string {
  const most = few.reduce((max, { different }) => Math.max(max, different), 0);
  const who =
    few.length === 1
      ? `Column '${few[0].name}' has only ${most} different values`
      : `Columns ${quoted(few)}${more(few)} have only few different values, ${most} at most`;
  return `${who}, as counts and rounded numbers do: components may settle on single values, and the criteria may take the steps for clusters.`;
}

function spikeText(spikes: readonly Spike[]): string {
  const each = ({ name, value, share }: Spike) => `in ${percent(share)} of the rows column '${name}' is ${value}`;
  const all = spikes.slice(0, named).map(each).join(', ');
  const [first, rest] = [all.charAt(0).toUpperCase(), all.slice(1)];
  return `${first}${rest}${more(spikes)}: no Gaussian has such a spike, so a component may narrow down on it. Fit the other rows on their own, or transform the column.`;
}

const quoted = (few: readonly Few[]): string =>
  few
    .slice(0, named)
    .map(({ name }) => `'${name}'`)
    .join(', ');

function ofCopies(columns: readonly NamedCells[], rows: Int32Array): string[] | null {
  const seen = new Set<string>();
  for (const row of rows) seen.add(columns.map(({ cells }) => (cells.kind === 'values' ? cells.values[row] : '')).join(' '));
  const copies = rows.length - seen.size;
  if (copies < many * rows.length) return null;
  return [
    `${percent(copies / rows.length)} of the rows are copies of others: they count as often as they stand there, and a component may settle on one of them.`,
  ];
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
