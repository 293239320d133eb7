import { quoted, wrapped } from './literals.ts';
import type { ScriptSubject } from './subject.ts';

const encodings = { 'utf-8': 'utf-8-sig', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be', 'latin-1': 'cp1252' } as const;

/** Python that reads the text of a table, and says what numbers in it look like. */
export interface PythonReading {
  /** Reads the file at PATH into `text`, without its rejected lines. */
  readonly opening: string;
  /** How a reader of CSV is to split and quote: its arguments' values. */
  readonly separator: string;
  readonly quoting: string;
  /** MISSING, GROUPED and PLAIN: missing codes, and patterns of numbers. */
  readonly patterns: string;
  /** The end of a function of `cell`: the number it says, NaN where it says none. */
  readonly toNumber: string;
}

export function pythonReading(table: ScriptSubject['table']): PythonReading {
  const { dialect } = table;
  const grouping = dialect.decimal === '.' ? ',' : '.';
  const literal = (mark: string) => (mark === '.' ? '\\.' : mark);
  const [decimal, group] = [literal(dialect.decimal), literal(grouping)];
  const separator = dialect.delimiter === '' ? ',' : dialect.delimiter;
  const quoting = dialect.quote === '' ? 'quoting=csv.QUOTE_NONE' : `quotechar=${quoted(dialect.quote)}`;
  const missing = [...new Set(['', ...dialect.missing.map((code) => code.trim().toLowerCase())])];
  return {
    opening: `# The table, read as Latent Lens read it.
with (gzip.open if PATH.endswith(".gz") else open)(PATH, "rt", encoding=${quoted(encodings[dialect.encoding])}, errors="replace", newline="") as file:
    text = file.read().lstrip("\\ufeff")
${
  table.rejectedLines.length > 0
    ? `# Lines that do not have the number of fields of the others, or an odd quote.
LEFT_OUT = {
${wrapped(table.rejectedLines.map(String), '    ')}
}
text = "\\n".join(line for number, line in enumerate(re.split("\\r\\n|\\n|\\r", text), 1) if number not in LEFT_OUT)
`
    : ''
}`,
    separator: quoted(separator),
    quoting,
    patterns: `MISSING = {${missing.map(quoted).join(', ')}}
GROUPED = re.compile(r"[+-]?\\d{1,3}(${group}\\d{3})+(${decimal}\\d*)?")
PLAIN = re.compile(r"[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")


`,
    toNumber: `    if GROUPED.fullmatch(cell):
        cell = cell.replace(${quoted(grouping)}, "")
${dialect.decimal === ',' ? '    elif "." in cell:\n        return np.nan\n    cell = cell.replace(",", ".", 1)\n' : ''}    return float(cell) if PLAIN.fullmatch(cell) else np.nan`,
  };
}
