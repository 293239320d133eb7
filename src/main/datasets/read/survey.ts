import type { Rejection } from '../../../shared/model/dataset.ts';
import { type Layout, type Roles, sortRecords } from './layout.ts';
import { type ByteSource, scanRecords } from './scan.ts';

export const listedRejections = 1000;
const shownText = 120;

/** What one pass over the whole file found. */
export interface Survey {
  readonly rows: number;
  /** Bytes of the longest row or header. */
  readonly longest: number;
  readonly rejected: readonly Rejection[];
  readonly rejectedRows: number;
  /** Fields that were quoted. */
  readonly quoted: number;
  /** 1 for each column with a number that begins with a superfluous zero. */
  readonly leadingZero: Uint8Array;
  /** True where the file holds exactly header and rows, in a form that every CSV reader takes alike. */
  readonly plain: boolean;
  /** Lines end with a carriage return and a line feed. */
  readonly crlf: boolean;
}

export async function surveyFile(source: ByteSource, layout: Layout, tick: (position: number) => void): Promise<Survey> {
  const rejected: Rejection[] = [];
  let rejectedRows = 0;
  let rows = 0;
  let longest = 0;
  let unusualLines = 0;
  const roles: Roles = {
    header(_bytes, from, to) {
      longest = to - from;
    },
    row(_bytes, from, to, _line, _row, unusual) {
      rows++;
      if (to - from > longest) longest = to - from;
      if (unusual) unusualLines++;
      return true;
    },
    oddBlank() {
      unusualLines++;
    },
    rejected(bytes, from, to, line, reason) {
      rejectedRows++;
      if (rejected.length < listedRejections) rejected.push({ line, column: '', value: textOf(bytes, from, to), reason });
    },
    tick,
  };
  const totals = await scanRecords(source, layout.grammar, layout.columns, sortRecords(layout, roles));
  const plain =
    rejectedRows === 0 &&
    unusualLines === 0 &&
    (totals.lf === 0 || totals.crlf === 0) &&
    layout.grammar.newline === '\n' &&
    (!layout.header || layout.headerFields === layout.columns);
  return {
    rows,
    longest,
    rejected,
    rejectedRows,
    quoted: totals.quoted,
    leadingZero: totals.leadingZero,
    plain,
    crlf: totals.crlf > 0,
  };
}

/** The 1-based physical line on which each of the given rows begins; `wanted` in rising order. */
export async function linesOfRows(
  source: ByteSource,
  layout: Layout,
  wanted: readonly number[],
  tick: (position: number) => void,
): Promise<number[]> {
  const lines: number[] = [];
  if (wanted.length === 0) return lines;
  const roles: Roles = {
    row(_bytes, _from, _to, line, row) {
      while (lines.length < wanted.length && wanted[lines.length] === row) lines.push(line);
      return lines.length < wanted.length;
    },
    tick,
  };
  await scanRecords(source, layout.grammar, layout.columns, sortRecords(layout, roles));
  return lines;
}

const decoder = new TextDecoder();

export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return shortened(decoder.decode(bytes.subarray(from, Math.min(to, from + 4 * shownText))), shownText);
}

export function shortened(text: string, length = shownText): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
