/**
 * How delimited text is taken apart. A field may begin with spaces; if a quote follows, the field reaches to the closing
 * quote (doubled quotes stand for one), and only spaces may come before the next delimiter. Elsewhere a quote is a
 * character like any other. With a space as delimiter, a run of spaces is one delimiter and those at the ends are none.
 */
export interface Grammar {
  /** One ASCII character. */
  readonly delimiter: string;
  /** One ASCII character, or '' when nothing is quoted. */
  readonly quote: string;
  /** What ends a line; a carriage return before a line feed belongs to it. */
  readonly newline: '\n' | '\r';
}

/** The fields of one record, given without the line ending. `broken`: text after a closing quote, or none closes. */
export function splitFields(text: string, { delimiter, quote }: Grammar): { fields: string[]; broken: boolean } {
  const fields: string[] = [];
  const spaced = delimiter === ' ';
  let broken = false;
  let at = 0;
  for (;;) {
    let from = at;
    while (text[from] === ' ') from++;
    if (spaced && from >= text.length && fields.length > 0) break;
    if (quote !== '' && text[from] === quote) {
      const quoted = readQuoted(text, from + 1, quote);
      let after = quoted.after;
      while ((!spaced && text[after] === ' ') || text[after] === '\r') after++;
      if (!quoted.closed || (after < text.length && text[after] !== delimiter)) {
        broken = true;
        after = endOf(text, after, delimiter);
      }
      fields.push(quoted.value);
      at = after;
    } else {
      const end = endOf(text, from, delimiter);
      fields.push(text.slice(spaced ? from : at, end));
      at = end;
    }
    if (at >= text.length) break;
    at += 1;
  }
  return { fields, broken };
}

function endOf(text: string, from: number, delimiter: string): number {
  const at = text.indexOf(delimiter, from);
  return at < 0 ? text.length : at;
}

function readQuoted(text: string, from: number, quote: string): { value: string; after: number; closed: boolean } {
  let value = '';
  let at = from;
  for (;;) {
    const end = text.indexOf(quote, at);
    if (end < 0) return { value: value + text.slice(at), after: text.length, closed: false };
    value += text.slice(at, end);
    if (text[end + 1] !== quote) return { value, after: end + 1, closed: true };
    value += quote;
    at = end + 2;
  }
}

/** One record by RFC 4180, every field that needs it quoted; without a quote what cannot be said becomes a space. */
export function joinFields(fields: readonly string[], { delimiter, quote }: Grammar): string {
  const special = (field: string) =>
    field.includes(delimiter) || field.includes('\n') || field.includes('\r') || (quote !== '' && field.includes(quote));
  return fields
    .map((field) => {
      if (field !== '' && !special(field) && field.trim() === field) return field;
      if (quote === '') return field.replaceAll(/[\r\n]/g, ' ').replaceAll(delimiter, ' ');
      return quote + field.replaceAll(quote, quote + quote) + quote;
    })
    .join(delimiter);
}
