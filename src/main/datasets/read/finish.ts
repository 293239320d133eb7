import type { ColumnCells, ColumnType } from '../../../shared/model/column.ts';
import { sharedValues } from '../cells.ts';
import { addMisfit, type CodesCollector, type Misfits, noMisfits } from './collect.ts';
import { inferType, type Spelled } from './infer.ts';
import type { MissingCodes } from './missing.ts';
import type { Decimal } from './numbers.ts';

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
export function finishTexts(name: string, rows: number, collector: CodesCollector, rules: TextRules): FinishedColumn {
  const { missing, decimal, forced, textIsText } = rules;
  const spelled = collector.spelled();
  const reading = inferType(spelled, missing, decimal, forced, textIsText);
  const codes = collector.codes(rows);
  const misfits = noMisfits();
  const gone = spelled.levels.map((level) => missing.has(level));
  const done = { name, type: reading.type, misfits, note: reading.note };
  if (reading.value) {
    const numbers = spelled.levels.map((level, code) => (gone[code] ? Number.NaN : reading.value!(level)));
    const values = sharedValues(rows);
    for (let i = 0; i < rows; i++) {
      const code = codes[i];
      if (code < 0) continue;
      values[i] = numbers[code];
      if (Number.isNaN(values[i]) && !gone[code]) addMisfit(misfits, i, spelled.levels[code]);
    }
    return { ...done, cells: { kind: 'values', values } };
  }
  const fits = spelled.levels.map((level, code) => gone[code] || reading.fits(level));
  const kept = keptLevels(spelled, (code) => !gone[code] && fits[code]);
  for (let i = 0; i < rows; i++) {
    const code = codes[i];
    if (code < 0) continue;
    if (!fits[code]) addMisfit(misfits, i, spelled.levels[code]);
    codes[i] = kept.to[code];
  }
  return { ...done, cells: { kind: 'codes', codes, levels: kept.levels } };
}

function keptLevels({ levels }: Spelled, keep: (code: number) => boolean): { levels: string[]; to: Int32Array } {
  const to = new Int32Array(levels.length).fill(-1);
  const kept: string[] = [];
  for (let code = 0; code < levels.length; code++) {
    if (!keep(code)) continue;
    to[code] = kept.length;
    kept.push(levels[code]);
  }
  return { levels: kept, to };
}
