import { counted } from './format.ts';

/** Names that fit into a line are told, of more the first three. */
const most = 4;
const letters = 120;

/** Columns in a sentence: 'a, b, c', or 'a, b, c and 27 more columns', or '30 columns' where even three names are too long. */
export function columnsInWords(names: readonly string[]): string {
  const all = names.join(', ');
  if (names.length <= most && (all.length <= letters || names.length === 1)) return all;
  const first = names.slice(0, 3).join(', ');
  if (names.length <= most || first.length > letters) return counted(names.length, 'column');
  return `${first} and ${counted(names.length - 3, 'more column')}`;
}
