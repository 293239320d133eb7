import { setImmediate as breathe } from 'node:timers/promises';
import { LensError } from '../../../shared/errors.ts';
import type { Grammar } from './grammar.ts';

/** Bytes that can be read anywhere: a file, or a piece of one in memory. */
export interface ByteSource {
  /** Where the text begins, after a byte order mark. */
  readonly start: number;
  readonly size: number;
  /** Fills `target` from `offset` on with the bytes at `position`; answers how many there were. */
  read(target: Uint8Array, offset: number, position: number): number;
}

/** The record holds what DuckDB would take otherwise (stray carriage returns, runs of spaces): it wants rewriting. */
export const UNUSUAL = 1;
/** A quote without its like: text after a closing quote, or none closes. */
export const BROKEN = 2;
export const BLANK = 4;

export interface RecordSink {
  /** A record at bytes[from, to) without its line ending; `line` is 1-based. Answer false to stop. */
  record(bytes: Uint8Array, from: number, to: number, line: number, fields: number, flags: number): boolean;
  /** Called between pieces with the bytes passed so far; throws to end. */
  tick?(position: number): void;
}

export interface ScanTotals {
  readonly quoted: number;
  readonly lf: number;
  readonly crlf: number;
  /** 1 for each column in which a field has the form 0…9 with a leading zero. */
  readonly leadingZero: Uint8Array;
}

const [START, PLAIN, QUOTED, CLOSED] = [0, 1, 2, 3];
const [LF, CR, SPACE, ZERO] = [10, 13, 32, 48];
const pieceBytes = 4 << 20;
const longestRecord = 64 << 20;
const isDigit = (byte: number) => byte >= 48 && byte <= 57;

/**
 * Goes once over the bytes and tells every record with its physical line and number of fields. This is what decides
 * where records begin and end. A record that a stray quote tears over several lines gives up only its first line; the
 * scan goes on with the next.
 */
export async function scanRecords(source: ByteSource, grammar: Grammar, columns: number, sink: RecordSink): Promise<ScanTotals> {
  const delimiter = grammar.delimiter.charCodeAt(0);
  const quote = grammar.quote === '' ? -1 : grammar.quote.charCodeAt(0);
  const newline = grammar.newline.charCodeAt(0);
  const spaced = delimiter === SPACE;
  const special = new Uint8Array(256);
  special[delimiter] = special[LF] = special[CR] = 1;
  const leadingZero = new Uint8Array(columns);
  const totals = { quoted: 0, lf: 0, crlf: 0, leadingZero };

  let bytes = new Uint8Array(Math.min(pieceBytes, source.size - source.start) + 4);
  let base = source.start; // position of bytes[0]
  let end = 0; // bytes read
  let last = false; // nothing comes after them
  let i = 0;
  let begin = 0;
  let line = 1;
  let beginLine = 1;
  let firstBreak = -1;
  let state = START;
  let field = 0;
  let flags = 0;
  let again = 0;

  const next = () => {
    begin = i;
    beginLine = line;
    firstBreak = -1;
    state = START;
    field = 0;
    flags = 0;
  };
  /** Gives up the first line of a torn record and goes on behind it. */
  const giveUp = (): boolean => {
    const to = firstBreak < 0 ? i : firstBreak;
    again += i - to;
    if (again > 2 * source.size + longestRecord)
      throw new LensError(
        'input',
        `Line ${beginLine}: the quotes (${grammar.quote}) do not pair up from here on.`,
        'Read the file with no quote character, or with the right one.',
      );
    const cr = newline === LF && to > begin && bytes[to - 1] === CR ? 1 : 0;
    const go = sink.record(bytes, begin, to - cr, beginLine, field + 1, flags | BROKEN);
    i = Math.min(end, to + 1);
    line = beginLine + 1;
    next();
    return go;
  };

  for (;;) {
    // Two bytes of foresight, three zeros behind the last byte.
    const limit = last ? end : end - 3;
    if (i >= limit) {
      if (last) {
        if (state === QUOTED) {
          if (!giveUp()) return totals;
          continue;
        }
        if (i > begin) {
          const blank = field === 0 && state === START ? BLANK : 0;
          sink.record(bytes, begin, i, beginLine, spaced && state === START ? field : field + 1, flags | blank);
        }
        return totals;
      }
      if (i - begin > longestRecord && state === QUOTED) {
        if (!giveUp()) return totals;
        continue;
      }
      const kept = end - begin;
      if (kept > bytes.length / 2) {
        const larger = new Uint8Array(2 * bytes.length);
        larger.set(bytes.subarray(begin, end));
        bytes = larger;
      } else bytes.copyWithin(0, begin, end);
      base += begin;
      i -= begin;
      if (firstBreak >= 0) firstBreak -= begin;
      begin = 0;
      end = kept;
      const room = bytes.subarray(0, bytes.length - 4);
      const got = room.length > end ? source.read(room, end, base + end) : 0;
      end += got;
      last = base + end >= source.size || got === 0;
      bytes.fill(0, end, Math.min(bytes.length, end + 4));
      sink.tick?.(base + i);
      await breathe();
      continue;
    }

    let byte = bytes[i];
    if (state === START) {
      if (byte === SPACE) {
        if (spaced) flags |= UNUSUAL;
        i++;
        continue;
      }
      if (byte === quote) {
        totals.quoted++;
        i++;
        if (bytes[i] === ZERO && isDigit(bytes[i + 1]) && field < columns) leadingZero[field] = 1;
        state = QUOTED;
        continue;
      }
      if (byte === ZERO && isDigit(bytes[i + 1]) && field < columns) leadingZero[field] = 1;
    } else if (state === PLAIN) {
      let at = i;
      const text = bytes;
      while (at < limit && special[text[at]] === 0) at++;
      i = at;
      if (at >= limit) continue;
      byte = text[at];
    } else if (state === QUOTED) {
      let at = i;
      const text = bytes;
      while (at < limit && text[at] !== quote && text[at] !== newline) at++;
      i = at;
      if (at >= limit) continue;
      if (bytes[i] === newline) {
        line++;
        if (firstBreak < 0) firstBreak = i;
        i++;
      } else if (bytes[i + 1] === quote) i += 2;
      else {
        i++;
        state = CLOSED;
      }
      continue;
    } else if (byte === SPACE && !spaced) {
      i++;
      continue;
    } else if (byte === CR && newline === LF && bytes[i + 1] !== LF) {
      flags |= UNUSUAL;
      i++;
      continue;
    }

    // A delimiter, a line ending or text: in START, PLAIN and CLOSED alike.
    if (byte === delimiter) {
      field++;
      i++;
      state = START;
      continue;
    }
    const crlf = byte === CR && newline === LF && bytes[i + 1] === LF;
    if (byte === newline || crlf) {
      const blank = state === START && field === 0 ? BLANK : 0;
      const fields = spaced && state === START ? field : field + 1;
      if (spaced && state === START) flags |= UNUSUAL;
      if (crlf) totals.crlf++;
      else totals.lf++;
      const to = i;
      i += crlf ? 2 : 1;
      line++;
      if (!sink.record(bytes, begin, to, beginLine, fields, flags | blank)) return totals;
      next();
      continue;
    }
    if (state === CLOSED) {
      if (firstBreak >= 0) {
        if (!giveUp()) return totals;
        continue;
      }
      flags |= BROKEN;
    }
    if (byte === CR || byte === LF) flags |= UNUSUAL;
    i++;
    state = PLAIN;
  }
}
