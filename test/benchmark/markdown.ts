import { type Runs, summary } from './statistics.ts';

/** A Markdown table. */
export function grid(header: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column].length)));
  const row = (fields: readonly string[]) => `| ${fields.map((field, column) => field.padEnd(widths[column])).join(' | ')} |`;
  return [row(header), row(widths.map((width) => '-'.repeat(width))), ...cells.map(row)].join('\n');
}

export const amount = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);

/** Median (least–most) unit. */
export function range({ median, min, max }: Runs, unit = ''): string {
  const after = unit && ` ${unit}`;
  return min === max ? `${amount(median)}${after}` : `${amount(median)}${after} (${amount(min)}–${amount(max)})`;
}

export const rangeOf = (values: readonly number[], unit = ''): string => range(summary(values), unit);

/** A part of the report with a table of its own. */
export const section = (title: string, ...parts: readonly string[]): string =>
  [`### ${title}`, ...parts.filter(Boolean)].join('\n\n');

export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
