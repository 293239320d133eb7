import type { FileFilter } from 'electron';

const all: FileFilter = { name: 'All files', extensions: ['*'] };

const filters: Readonly<Record<string, FileFilter>> = {
  table: { name: 'Tables', extensions: ['csv', 'tsv', 'tab', 'txt', 'parquet', 'json', 'ndjson', 'jsonl', 'gz'] },
  project: { name: 'Latent Lens projects', extensions: ['lens'] },
  model: { name: 'Models', extensions: ['json'] },
};

const saved: Readonly<Record<string, FileFilter>> = {
  csv: { name: 'Comma-separated values', extensions: ['csv'] },
  parquet: { name: 'Parquet', extensions: ['parquet'] },
  html: { name: 'HTML page', extensions: ['html'] },
  py: { name: 'Python script', extensions: ['py'] },
  r: { name: 'R script', extensions: ['R', 'r'] },
  json: { name: 'JSON', extensions: ['json'] },
  lens: { name: 'Latent Lens project', extensions: ['lens'] },
  png: { name: 'PNG picture', extensions: ['png'] },
  svg: { name: 'SVG drawing', extensions: ['svg'] },
};

/** Filters of the dialog that saves a file of this name: its own kind first. */
export function saveFilters(name: string): FileFilter[] {
  const kind = saved[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  return kind ? [kind, all] : [all];
}

/** Filters of the dialog that opens a file of this kind; null for a kind that there is not. */
export function openFilters(kind: string): FileFilter[] | null {
  const own = Object.hasOwn(filters, kind) ? filters[kind] : undefined;
  return own ? [own, all] : null;
}
