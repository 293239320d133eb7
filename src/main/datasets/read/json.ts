import { readFileSync } from 'node:fs';
import { LensError } from '../../../shared/errors.ts';
import type { ReadOptions } from '../../../shared/model/dataset.ts';
import { readColumnar } from './columnar.ts';
import type { PlainText } from './csv.ts';
import { pathLiteral, withDuck } from './duck.ts';
import { openSource } from './file.ts';
import { linesOfElements } from './json-lines.ts';
import { missingCodes } from './missing.ts';
import { plainDialect } from './parquet.ts';
import { rejectionsOf } from './rejections.ts';
import { columnNotes, type TableRead } from './table.ts';
import type { Work } from './work.ts';

/** As much as is looked through once more to tell where invalid JSON breaks. */
const explained = 256 << 20;

/** Reads an array of objects, or one object a line. */
export async function readJson(text: PlainText, options: ReadOptions, work: Work): Promise<TableRead> {
  const tell = work.stage(0.2, 0.95, 'reading the records');
  tell(0);
  const read = await withDuck([text.path], work.signal, async (duck) => {
    try {
      const source = `read_json(${pathLiteral(text.path)}, sample_size = -1, hive_partitioning = false)`;
      await duck.rows(`CREATE TEMP TABLE records AS SELECT * FROM ${source}`);
      const [[count]] = await duck.rows('SELECT CAST(count(*) AS DOUBLE) FROM records');
      const rows = Number(count);
      if (rows === 0)
        throw new LensError('input', `${text.name} holds no record.`, 'Choose a file with at least one object in it.');
      const columnar = { relation: 'records', guessTexts: true, rows };
      const table = await readColumnar(duck, columnar, text.name, options, (share) => tell((1 + share) / 2));
      return { rows, ...table };
    } catch (thrown) {
      if (thrown instanceof LensError || work.signal.aborted) throw thrown;
      throw invalidJson(text, thrown);
    }
  });
  const rejected = await rejectionsOf(read.columns, (rows) => lines(text.path, rows, () => tell(1)));
  return {
    rows: read.rows,
    columns: read.columns,
    dialect: { ...plainDialect('json', missingCodes(options.missing).codes), encoding: text.encoding },
    notes: [...read.notes, ...columnNotes(read.columns)],
    rejected,
    rejectedRows: 0,
  };
}

async function lines(path: string, rows: readonly number[], tick: () => void): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const source = openSource(path);
  try {
    return await linesOfElements(source, rows, tick);
  } finally {
    source.close();
  }
}

/** Where the JSON breaks, told by line; DuckDB counts differently for each way of writing. */
function invalidJson(text: PlainText, thrown: unknown): LensError {
  const [said] = String((thrown as Error).message).split('\n');
  const hint = 'An array of objects is read, or one object a line; mend the file or write it again.';
  const broken = findBreak(text);
  if (broken === null)
    return new LensError('input', `${text.name} cannot be read as JSON: ${said.replaceAll(text.path, text.name)}`, hint);
  return new LensError('input', `${text.name}, line ${broken.line}: ${broken.why}.`, hint);
}

function findBreak({ path }: PlainText): { line: number; why: string } | null {
  const source = openSource(path);
  source.close();
  if (source.size > explained) return null;
  const content = readFileSync(path, 'utf8');
  const whole = breakOf(content);
  if (whole === null || content.trimStart().startsWith('[')) return whole && { line: lineAt(content, whole.at), why: whole.why };
  let from = 0;
  for (let line = 1; from <= content.length; line++) {
    const end = content.indexOf('\n', from);
    const one = content.slice(from, end < 0 ? content.length : end);
    const broken = one.trim() === '' ? null : breakOf(one);
    if (broken) return { line, why: broken.why };
    if (end < 0) return null;
    from = end + 1;
  }
  return null;
}

function breakOf(content: string): { at: number; why: string } | null {
  try {
    JSON.parse(content);
    return null;
  } catch (thrown) {
    const message = (thrown as Error).message;
    const at = /at position (\d+)/.exec(message);
    const why = message.replace(/ in JSON at position.*$| \(line \d+.*$/, '').replace(/, ".*$/s, '');
    return { at: at ? Number(at[1]) : content.length, why: `this is not valid JSON (${why})` };
  }
}

function lineAt(content: string, at: number): number {
  let line = 1;
  for (let i = content.indexOf('\n'); i >= 0 && i < at; i = content.indexOf('\n', i + 1)) line++;
  return line;
}
