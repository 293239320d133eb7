import type { ColumnProfile } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import { type Align, count, digits, digitsAmong, textTable } from './text-table.ts';

/** All levels of the columns that have more than their profile lists, by name, most frequent first. */
export type WholeLevels = ReadonlyMap<string, readonly string[]>;

const day = 86_400_000;
const isoDate = (time: number | null): string | null => {
  if (time === null) return null;
  const text = new Date(Math.round(time)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
};

/** The figures of a column: a date's as ISO dates and its sd in days; levels by falling frequency. */
function figures({ name, type, min, max, mean, sd, levels }: ColumnProfile, whole: WholeLevels) {
  if (levels) return { levels: whole.get(name) ?? levels.map((level) => level.name) };
  if (type === 'date') return { min: isoDate(min), max: isoDate(max), mean: isoDate(mean), sd: sd === null ? null : sd / day };
  return { min, max, mean, sd };
}

/** What `inspect --json` prints. */
export function inspectJson({ rows, columns, report }: Dataset, whole: WholeLevels) {
  const { delimiter, decimal, encoding, header } = report.dialect;
  return {
    rows,
    dialect: { delimiter, decimal, encoding, header },
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      missing: column.missing,
      ...figures(column, whole),
    })),
    rejected: report.rejected,
  };
}

const names: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space', ',': 'comma', ';': 'semicolon', '|': 'pipe' };

/** What `inspect` prints for a person. */
export function inspectText(dataset: Dataset): string {
  const { rows, columns, source, report } = dataset;
  const { format, delimiter, decimal, encoding, header } = report.dialect;
  const dialect =
    format === 'csv'
      ? `${names[delimiter] ?? delimiter} between fields, decimal ${decimal}, ${encoding}, ${header ? 'with' : 'without'} header`
      : format;
  const lines = columns.map((column) => {
    const shown = figures(column, new Map());
    const start = [column.name, column.type, String(column.missing)];
    const cell = (value: string | number | null) => (typeof value === 'string' ? value : digitsAmong(value, column.sd));
    if (!shown.levels) return [...start, cell(shown.min), cell(shown.max), cell(shown.mean), digits(shown.sd), ''];
    const some = shown.levels.slice(0, 5).join(', ');
    const total = column.levelCount ?? shown.levels.length;
    return [...start, '', '', '', '', `${total}: ${some}${total > 5 ? ', …' : ''}`];
  });
  const align: Align[] = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'];
  const table = textTable(['column', 'type', 'missing', 'min', 'max', 'mean', 'sd', 'levels'], lines, align);
  const notes = report.notes.map((note) => `${note}\n`).join('');
  return `${source.name}: ${count(rows, 'row')}, ${count(columns.length, 'column')}; ${dialect}\n${notes}\n${table}${rejections(dataset)}`;
}

function rejections({ report: { rejected, rejectedRows, rejectedValues } }: Dataset): string {
  if (rejected.length === 0) return '';
  const lines = rejected
    .slice(0, 20)
    .map(({ line, column, value, reason }) => [String(line), column, value.slice(0, 40), reason]);
  const table = textTable(['line', 'column', 'value', 'reason'], lines, ['right', 'left', 'left', 'left']);
  const total = rejectedRows + rejectedValues;
  const more = total > lines.length ? `… and ${total - lines.length} more (--json lists up to 1,000)\n` : '';
  return `\n${count(rejectedRows, 'row')} left out, ${count(rejectedValues, 'value')} set to missing:\n${table}${more}`;
}
