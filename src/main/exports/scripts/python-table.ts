import { quoted, wrapped } from './literals.ts';
import type { ScriptSubject } from './subject.ts';

const encodings = { 'utf-8': 'utf-8-sig', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be', 'latin-1': 'cp1252' } as const;

const column = ({ name, position }: { readonly name: string; readonly position: number }) => `(${quoted(name)}, ${position})`;

/** Python that reads the rows the fit used: `X` (rows x columns, NaN where missing) and, where there are, `row_weights`. */
export function pythonTable({ table, columns, weights, options, excluded, used }: ScriptSubject): string {
  const { dialect } = table;
  const grouping = dialect.decimal === '.' ? ',' : '.';
  const literal = (mark: string) => (mark === '.' ? '\\.' : mark);
  const [decimal, group] = [literal(dialect.decimal), literal(grouping)];
  const separator = dialect.delimiter === '' ? ',' : dialect.delimiter;
  const quoting = dialect.quote === '' ? 'quoting=csv.QUOTE_NONE' : `quotechar=${quoted(dialect.quote)}`;
  const missing = [...new Set(['', ...dialect.missing.map((code) => code.trim().toLowerCase())])];
  return `# The table, read as Latent Lens read it.
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
}table = pd.read_csv(
    io.StringIO(text, newline=""), sep=${quoted(separator)}, ${quoting}, header=${dialect.header ? '0' : 'None'},
    dtype=str, na_filter=False, skip_blank_lines=True, engine="c",
)
assert len(table) == ${table.rows}, f"{PATH} has {len(table)} rows, not the ${table.rows} of the fit"

MISSING = {${missing.map(quoted).join(', ')}}
GROUPED = re.compile(r"[+-]?\\d{1,3}(${group}\\d{3})+(${decimal}\\d*)?")
PLAIN = re.compile(r"[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")


def number(cell):
    """The number that a cell says; NaN where it is missing or says none."""
    cell = cell.strip()
    if cell.lower() in MISSING:
        return np.nan
    if GROUPED.fullmatch(cell):
        cell = cell.replace(${quoted(grouping)}, "")
${dialect.decimal === ',' ? '    elif "." in cell:\n        return np.nan\n    cell = cell.replace(",", ".", 1)\n' : ''}    return float(cell) if PLAIN.fullmatch(cell) else np.nan


def column(name, position):
    """By its name in the header, or by its place where the header has no such name."""
    names = [str(one).strip() for one in table.columns]
    at = names.index(name) if name in names else position
    return np.array([number(cell) for cell in table.iloc[:, at]])


X = np.column_stack([column(*one) for one in [
${wrapped(columns.map(column), '    ')}
]])
used = ~np.isnan(X).${options.missing === 'model' ? 'all' : 'any'}(axis=1)
${
  excluded.length > 0
    ? `used[[  # rows that were excluded by hand
${wrapped(excluded.map(String), '    ')}
]] = False
`
    : ''
}X = X[used]
assert len(X) == ${used}, f"{len(X)} rows are usable, not the ${used} of the fit"
${weights ? `row_weights = column(${quoted(weights.name)}, ${weights.position})[used]\n` : ''}`;
}
