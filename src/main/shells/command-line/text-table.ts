/** A number as a person reads it in a table: five digits, and no more than it has. */
export function digits(value: number | null | undefined, significant = 5): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(significant - 2);
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toFixed(Math.max(0, significant - 1 - Math.floor(Math.log10(size))))));
}

/** A number among others that lie within some `spread` of each other: far from 0 with the decimals that tell them apart. */
export function digitsAmong(value: number | null | undefined, spread: number | null | undefined, significant = 5): string {
  const size = Math.abs(value ?? 0);
  if (!value || !spread || !(size >= 500 * spread) || size >= 1e15) return digits(value, significant);
  return value.toFixed(Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(spread)))));
}

/** '1 row', '2 rows'. */
export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

export type Align = 'left' | 'right';

/** Columns padded to their widest cell and parted by two spaces; one line feed after each line. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], align: readonly Align[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length)));
  const pad = (text: string, column: number) => {
    const space = ' '.repeat(widths[column] - [...text].length);
    return align[column] === 'right' ? space + text : text + space;
  };
  return lines.map((line) => `${line.map(pad).join('  ').trimEnd()}\n`).join('');
}
