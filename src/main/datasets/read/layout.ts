import type { Grammar } from './grammar.ts';
import { BLANK, BROKEN, type RecordSink, UNUSUAL } from './scan.ts';

/** What the records of a file are to be: how many fields, and whether the first of them names the columns. */
export interface Layout {
  readonly grammar: Grammar;
  readonly columns: number;
  readonly header: boolean;
  /** Fields of the header: one less than columns where row names have no name (R's write.table). */
  readonly headerFields: number;
}

export interface Roles {
  header?(bytes: Uint8Array, from: number, to: number, line: number): void;
  /** `row` counts from 0 over the rows that are taken. An empty line of a one-column file has from = to. Answer false to stop. */
  row(bytes: Uint8Array, from: number, to: number, line: number, row: number, unusual: boolean): boolean;
  /** A record that is left out. */
  rejected?(bytes: Uint8Array, from: number, to: number, line: number, reason: string): void;
  /** A line that DuckDB would not take for an empty one: it holds spaces, or comes before everything else. */
  oddBlank?(): void;
  tick?(position: number): void;
}

/** Tells the header, the rows and the records left out apart, the same way for every pass over the file. */
export function sortRecords({ grammar, columns, header, headerFields }: Layout, roles: Roles): RecordSink {
  let named = !header;
  let rows = 0;
  /** Empty lines of a one-column file are missing cells, unless nothing comes after them. */
  let empty: number[] = [];
  return {
    record(bytes, from, to, line, fields, flags) {
      if (flags & BLANK) {
        if (to > from || line === 1) roles.oddBlank?.();
        if (columns === 1 && named) empty.push(line);
        return true;
      }
      const broken = (flags & BROKEN) !== 0;
      if (!named && !broken && fields === headerFields) {
        named = true;
        roles.header?.(bytes, from, to, line);
        return true;
      }
      if (broken || fields !== columns) {
        roles.rejected?.(bytes, from, to, line, broken ? tornReason(grammar) : countReason(fields, columns));
        return true;
      }
      for (const at of empty) if (!roles.row(bytes, from, from, at, rows++, true)) return false;
      if (empty.length > 0) empty = [];
      return roles.row(bytes, from, to, line, rows++, (flags & UNUSUAL) !== 0);
    },
    ...(roles.tick ? { tick: roles.tick } : {}),
  };
}

const tornReason = ({ quote }: Grammar) => `a quote (${quote}) is not paired`;
const countReason = (fields: number, columns: number) =>
  `${fields} ${fields === 1 ? 'field' : 'fields'} where ${columns} ${columns === 1 ? 'is' : 'are'} expected`;
