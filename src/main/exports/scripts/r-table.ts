import { quoted, wrapped } from './literals.ts';
import type { ScriptColumn, ScriptSubject } from './subject.ts';

const encodings = { 'utf-16le': 'UTF-16LE', 'utf-16be': 'UTF-16BE', 'latin-1': 'windows-1252' } as const;

const column = ({ name, position }: ScriptColumn) => `column(${quoted(name)}, ${position + 1})`;

/** R that reads the rows the fit used: `X` (a matrix, NA where missing) and, where there are, `row_weights`. */
export function rTable({ table, columns, weights, options, excluded, used }: ScriptSubject): string {
  const { dialect } = table;
  const grouping = dialect.decimal === '.' ? ',' : '.';
  const literal = (mark: string) => (mark === '.' ? '[.]' : mark);
  const [decimal, group] = [literal(dialect.decimal), literal(grouping)];
  const missing = [...new Set(['', ...dialect.missing.map((code) => code.trim().toLowerCase())])];
  return `# The table, read as Latent Lens read it.
${
  dialect.encoding === 'utf-8'
    ? 'lines <- readLines(path, encoding = "UTF-8", warn = FALSE)'
    : `connection <- file(path, encoding = ${quoted(encodings[dialect.encoding])})
lines <- enc2utf8(readLines(connection, warn = FALSE))
close(connection)`
}
lines[1] <- sub("^\\ufeff", "", lines[1])
${
  table.rejectedLines.length > 0
    ? `# Lines that do not have the number of fields of the others, or an odd quote.
lines <- lines[-c(
${wrapped(table.rejectedLines.map(String), '  ')}
)]
`
    : ''
}table <- read.table(
  text = lines, sep = ${quoted(dialect.delimiter === '' ? ',' : dialect.delimiter)}, quote = ${quoted(dialect.quote)}, header = ${dialect.header ? 'TRUE' : 'FALSE'},
  colClasses = "character", na.strings = character(0), check.names = FALSE, row.names = NULL, comment.char = "",
  blank.lines.skip = TRUE, stringsAsFactors = FALSE, encoding = "UTF-8"
)
if (nrow(table) != ${table.rows}) stop(path, " has ", nrow(table), " rows, not the ${table.rows} of the fit")

# By its name in the header, or by its place where the header has no such name; NA where a cell is missing or no number.
column <- function(name, position) {
  at <- match(name, trimws(names(table)))
  cells <- trimws(table[[if (is.na(at)) position else at]])
  missing <- c(${missing.map(quoted).join(', ')})
  cells[tolower(cells) %in% missing] <- NA
  grouped <- grepl("^[+-]?[0-9]{1,3}(${group}[0-9]{3})+(${decimal}[0-9]*)?$", cells)
${dialect.decimal === ',' ? '  cells[!grouped & grepl(".", cells, fixed = TRUE)] <- NA\n' : ''}  cells[grouped] <- gsub(${quoted(grouping)}, "", cells[grouped], fixed = TRUE)
${dialect.decimal === ',' ? '  cells <- sub(",", ".", cells, fixed = TRUE)\n' : ''}  cells[!grepl("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$", cells)] <- NA
  as.numeric(cells)
}

X <- cbind(
${columns.map((one) => `  ${column(one)}`).join(',\n')}
)
used <- rowSums(is.na(X)) ${options.missing === 'model' ? '< ncol(X)' : '== 0'}
${
  excluded.length > 0
    ? `used[c( # rows that were excluded by hand
${wrapped(
  excluded.map((row) => String(row + 1)),
  '  ',
)}
)] <- FALSE
`
    : ''
}X <- X[used, , drop = FALSE]
if (nrow(X) != ${used}) stop(nrow(X), " rows are usable, not the ${used} of the fit")
${weights ? `row_weights <- ${column(weights)}[used]\n` : ''}`;
}
