import type { ColumnCells, ColumnType } from '../../../shared/model/column.ts';
import { sharedValues } from '../cells.ts';
import { addMisfit, type CodesCollector, type Misfits, noMisfits } from './collect.ts';
import { inferType } from './infer.ts';
import type { MissingCodes } from './missing.ts';
import type { Decimal } from './numbers.ts';
import { loop, type Pausing } from './pausing.ts';

/** A column that is done, but for its profile and the lines of its misfits. */
export interface FinishedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: ColumnCells;
  readonly misfits: Misfits;
  /** A sentence without its subject, or null. */
  readonly note: string | null;
}

export interface TextRules {
  readonly missing: MissingCodes;
  readonly decimal: Decimal;
  readonly forced: ColumnType | undefined;
  /** The file itself says that this column is text. */
  readonly textIsText?: boolean;
}

/** Decides the type of a column of texts by all of them, and turns them into cells of that type. */
export function* finishTexts(
  name: string,
  rows: number,
  collector: CodesCollector,
  { missing, decimal, forced, textIsText }: TextRules,
): Pausing<FinishedColumn> {
  const spelled = collector.spelled();
  const { levels } = spelled;
  const { type, note, value, fits } = yield* inferType(spelled, missing, decimal, forced, textIsText);
  const codes = collector.codes(rows);
  const misfits = noMisfits();
  const done = { name, type, misfits, note };
  if (value) {
    const numbers = new Float64Array(levels.length).fill(Number.NaN);
    const wrong = new Uint8Array(levels.length);
    yield* loop(levels.length, (code) => {
      if (missing.has(levels[code])) return true;
      numbers[code] = value(levels[code]);
      if (Number.isNaN(numbers[code])) wrong[code] = 1;
      return true;
    });
    const values = sharedValues(rows);
    for (let i = 0; i < rows; i++) {
      const code = codes[i];
      if (code < 0) continue;
      values[i] = numbers[code];
      if (wrong[code]) addMisfit(misfits, i, levels[code]);
    }
    return { ...done, cells: { kind: 'values', values } };
  }
  const kept: string[] = [];
  const to = new Int32Array(levels.length).fill(-1);
  const wrong = new Uint8Array(levels.length);
  yield* loop(levels.length, (code) => {
    if (missing.has(levels[code])) return true;
    if (fits(levels[code])) to[code] = kept.push(levels[code]) - 1;
    else wrong[code] = 1;
    return true;
  });
  for (let i = 0; i < rows; i++) {
    const code = codes[i];
    if (code < 0) continue;
    if (wrong[code]) addMisfit(misfits, i, levels[code]);
    codes[i] = to[code];
  }
  return { ...done, cells: { kind: 'codes', codes, levels: kept } };
}
