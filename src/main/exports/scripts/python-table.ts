import { quoted, wrapped } from './literals.ts';
import { pythonReading } from './python-reading.ts';
import type { ScriptSubject } from './subject.ts';

const column = ({ name, position }: { readonly name: string; readonly position: number }) => `(${quoted(name)}, ${position})`;

/** Python that reads the rows the fit used: `X` (rows x columns, NaN where missing) and, where there are, `row_weights`. */
export function pythonTable({ table, columns, weights, options, excluded, used }: ScriptSubject): string {
  const { opening, separator, quoting, patterns, toNumber } = pythonReading(table);
  return `${opening}table = pd.read_csv(
    io.StringIO(text, newline=""), sep=${separator}, ${quoting}, header=${table.dialect.header ? '0' : 'None'},
    dtype=str, na_filter=False, skip_blank_lines=True, engine="c",
)
assert len(table) == ${table.rows}, f"{PATH} has {len(table)} rows, not the ${table.rows} of the fit"

${patterns}def number(cell):
    """The number that a cell says; NaN where it is missing or says none."""
    cell = cell.strip()
    if cell.lower() in MISSING:
        return np.nan
${toNumber}


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
