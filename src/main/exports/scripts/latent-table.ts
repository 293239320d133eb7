import type { LatentScriptSubject } from './latent-subject.ts';
import { quoted, wrapped } from './literals.ts';

const encodings = { 'utf-8': 'utf-8-sig', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be', 'latin-1': 'cp1252' } as const;

/** Python that reads the table into inputs `X`, targets `T` and which cells are known, `KNOWN`; `USED` rows have any. */
export function latentTable({ table }: LatentScriptSubject): string {
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
}records = [record for record in csv.reader(io.StringIO(text, newline=""), delimiter=${quoted(separator)}, ${quoting}) if record]
header = [name.strip() for name in ${dialect.header ? 'records.pop(0)' : '[]'}]
assert len(records) == ${table.rows}, f"{PATH} has {len(records)} rows, not the ${table.rows} of the training"

MISSING = {${missing.map(quoted).join(', ')}}
GROUPED = re.compile(r"[+-]?\\d{1,3}(${group}\\d{3})+(${decimal}\\d*)?")
PLAIN = re.compile(r"[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")


def number(cell):
    """The number that a cell says; NaN where it says none."""
    if GROUPED.fullmatch(cell):
        cell = cell.replace(${quoted(grouping)}, "")
${dialect.decimal === ',' ? '    elif "." in cell:\n        return np.nan\n    cell = cell.replace(",", ".", 1)\n' : ''}    return float(cell) if PLAIN.fullmatch(cell) else np.nan


def date(cell):
    """Milliseconds since 1970, UTC."""
    moment = datetime.datetime.fromisoformat(cell.removesuffix("Z"))
    return (moment - datetime.datetime(1970, 1, 1)) / datetime.timedelta(milliseconds=1)


def target(column, cell):
    """What the network is held to for a cell; NaN where it is missing, or a level that the network does not know."""
    cell = cell.strip()
    if cell.lower() in MISSING:
        return np.nan
    if column["levels"] is not None:
        if column["type"] in ("number", "integer"):
            levels, cell = [number(level) for level in column["levels"]], number(cell)
        else:
            levels = column["levels"]
        return levels.index(cell) if cell in levels else np.nan
    x = date(cell) if column["type"] == "date" else number(cell)
    if column["likelihood"] == "log-normal":
        x = math.log(x) if x > 0 else np.nan
    return (x - column["center"]) / column["scale"]


T = np.full((len(records), len(COLUMNS)), np.nan)
for j, column in enumerate(COLUMNS):
    at = header.index(column["name"]) if column["name"] in header else column["position"]
    T[:, j] = [target(column, record[at]) for record in records]
KNOWN = ~np.isnan(T)
USED = KNOWN.any(axis=1)
T = np.where(KNOWN, T, 0)

X = np.zeros((len(T), INPUTS))
for j, column in enumerate(COLUMNS):
    t, known, at = T[:, j], KNOWN[:, j], column["input"]
    if column["likelihood"] == "categorical":
        for level, center in enumerate(column["input_center"]):
            X[:, at + level] = np.where(known, (t == level) - center, 0)
    else:
        t = np.log1p(t) if column["likelihood"] == "poisson" else t
        X[:, at] = np.where(known, (t - column["input_center"][0]) / column["input_scale"], 0)
    if column["indicator"] is not None:
        X[:, column["indicator"]] = ~known
# Latent Lens holds both in single precision.
X, T = (one.astype(np.float32).astype(np.float64) for one in (X, T))

`;
}
