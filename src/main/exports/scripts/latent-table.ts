import type { LatentScriptSubject } from './latent-subject.ts';
import { pythonReading } from './python-reading.ts';

/** Python that reads the table into inputs `X`, targets `T` and which cells are known, `KNOWN`; `USED` rows have any. */
export function latentTable({ table }: LatentScriptSubject): string {
  const { opening, separator, quoting, patterns, toNumber } = pythonReading(table);
  return `${opening}records = [record for record in csv.reader(io.StringIO(text, newline=""), delimiter=${separator}, ${quoting}) if record]
header = [name.strip() for name in ${table.dialect.header ? 'records.pop(0)' : '[]'}]
assert len(records) == ${table.rows}, f"{PATH} has {len(records)} rows, not the ${table.rows} of the training"

${patterns}def number(cell):
    """The number that a cell says; NaN where it says none."""
${toNumber}


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
