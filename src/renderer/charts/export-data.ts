import type { RowResults } from '../../shared/contract.ts';
import type { Candidate } from '../../shared/model/mixture.ts';
import type { ExportTable } from './export-table.ts';
import type { ChartOption } from './option.ts';

type Loose = Readonly<Record<string, unknown>>;
const asList = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value : value ? [value as Loose] : []);

/** The numbers of a datum, whether it is a list or an object with a value. */
function numbersOf(datum: unknown): readonly unknown[] {
  if (Array.isArray(datum)) return datum;
  const { value } = (datum ?? {}) as { readonly value?: unknown };
  if (Array.isArray(value)) return value;
  return typeof datum === 'number' ? [datum] : value === undefined ? [] : [value];
}

const cell = (value: unknown): number | string | null =>
  typeof value === 'number' ? (Number.isFinite(value) ? value : null) : typeof value === 'string' ? value : null;

/**
 * What a chart draws, as one long table: the series, then its numbers, x first. Series that only carry labels, which have
 * the numbers of another, are kept: what is drawn is told.
 */
export function optionTable(option: ChartOption): ExportTable {
  const axes = (kind: 'xAxis' | 'yAxis') => asList(option[kind]).map(({ name }) => (typeof name === 'string' ? name : ''));
  const [across, up] = [axes('xAxis'), axes('yAxis')];
  const series = asList(option.series);
  const rows = series.flatMap((one, i) => {
    const name = typeof one.name === 'string' ? one.name : typeof one.id === 'string' ? one.id : `series ${i + 1}`;
    const grid = typeof one.yAxisIndex === 'number' ? one.yAxisIndex : 0;
    const data = Array.isArray(one.data) ? one.data : [];
    return data.map((datum) => ({ name, grid, numbers: numbersOf(datum).map(cell) }));
  });
  const width = rows.reduce((most, { numbers }) => Math.max(most, numbers.length), 2);
  const many = up.length > 1;
  const names = ['series', ...(many ? ['plot'] : []), (across.at(-1) ?? '') || 'x', (many ? '' : (up[0] ?? '')) || 'y'];
  const further = Array.from({ length: width - 2 }, (_, i) => `value_${i + 3}`);
  const plots = rows.map(({ grid }) => up[grid] ?? '');
  const figures = Array.from({ length: width }, (_, at) => rows.map(({ numbers }) => numbers[at] ?? null));
  return { names: [...names, ...further], columns: [rows.map(({ name }) => name), ...(many ? [plots] : []), ...figures] };
}

const field = (value: number | string | null | undefined): string => {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV by RFC 4180; missing numbers are empty. */
export function tableCsv({ names, columns }: ExportTable): string {
  const rows = columns[0]?.length ?? 0;
  const lines = [names.map(field).join(',')];
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => field(column[row])).join(','));
  return `${lines.join('\n')}\n`;
}

/** Rows by their numbers from 1, the columns that are drawn, and what a fit says of them; rows without any value are left out. */
export function rowsTable(
  names: readonly string[],
  values: readonly Float64Array[],
  results: Pick<RowResults, 'labels' | 'uncertainty'> | null,
): ExportTable {
  const rows: number[] = [];
  for (let row = 0; row < (values[0]?.length ?? 0); row++)
    if (values.some((column) => !Number.isNaN(column[row]!))) rows.push(row);
  const fit = results
    ? [rows.map((row) => (results.labels[row]! < 0 ? null : results.labels[row]!)), rows.map((row) => results.uncertainty[row]!)]
    : [];
  return {
    names: ['row', ...names, ...(results ? ['cluster', 'uncertainty'] : [])],
    columns: [rows.map((row) => row + 1), ...values.map((column) => rows.map((row) => column[row]!)), ...fit],
  };
}

/** The candidates of a fit with their figures, as they are. */
export const candidatesTable = (candidates: readonly Candidate[]): ExportTable => {
  const fields = [
    'k',
    'family',
    'logLikelihood',
    'parameters',
    'bic',
    'aic',
    'icl',
    'iterations',
    'starts',
    'startsAtBest',
  ] as const;
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  return {
    names: [
      'k',
      'family',
      'log_likelihood',
      'parameters',
      'bic',
      'aic',
      'icl',
      'iterations',
      'starts',
      'starts_at_best',
      'converged',
      'degenerate',
    ],
    columns: [
      ...fields.map((field) => candidates.map((one) => one[field])),
      candidates.map(({ converged }) => yes(converged)),
      candidates.map(({ degenerate }) => yes(degenerate)),
    ],
  };
};
