export type Decimal = '.' | ',';

const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const infinity = /^[+-]?inf(inity)?$/i;
/** Groups of three, so that 1.234 stays apart from a decimal mark where the decimal mark is the other one. */
const grouped: Record<Decimal, RegExp> = {
  '.': /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/,
  ',': /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/,
};

/** The number that a text says, ±∞ for Inf and Infinity; NaN when it says none. */
export function parseNumber(text: string, decimal: Decimal): number {
  const trimmed = text.trim();
  if (decimal === '.' ? plain.test(trimmed) : !trimmed.includes('.') && plain.test(trimmed.replace(',', '.')))
    return Number(decimal === '.' ? trimmed : trimmed.replace(',', '.'));
  if (grouped[decimal].test(trimmed))
    return Number(decimal === '.' ? trimmed.replaceAll(',', '') : trimmed.replaceAll('.', '').replace(',', '.'));
  if (infinity.test(trimmed)) return trimmed.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.NaN;
}

/** True for 00123 and the like: as numbers they would lose their zeros. */
export const hasLeadingZero = (text: string): boolean => /^\s*0\d+\s*$/.test(text);

/** True for an integer that a double cannot hold exactly, such as 9007199254740993. */
export function losesDigits(text: string): boolean {
  const digits = /^\s*[+-]?(\d{16,})\s*$/.exec(text)?.[1];
  return digits !== undefined && BigInt(digits) > BigInt(Number.MAX_SAFE_INTEGER) && BigInt(Number(digits)) !== BigInt(digits);
}

/** True where the text itself shows a fraction or an exponent: 3.0 is a measurement, 3 a count. */
export const showsFraction = (text: string, decimal: Decimal): boolean => text.includes(decimal) || /\d[eE]/.test(text);

const commaOnly = /^\s*[+-]?(\d+,\d{0,2}|\d+,\d{4,}|0,\d+|\d{4,},\d+|,\d+|\d{1,3}(\.\d{3})+,\d*)([eE][+-]?\d+)?\s*$/;
const pointOnly = /^\s*[+-]?(\d+\.\d{0,2}|\d+\.\d{4,}|0\.\d+|\d{4,}\.\d+|\.\d+|\d{1,3}(,\d{3})+\.\d*)([eE][+-]?\d+)?\s*$/;
const commaThree = /^\s*[+-]?\d{1,3},\d{3}\s*$/;

/**
 * The decimal mark that the fields speak for. 1,5 says comma and 1.5 point; 1,234 may be either and counts for the comma
 * only where nothing says point and commas cannot be the thousands of a comma-separated file.
 */
export function guessDecimal(fields: Iterable<string>, delimiter: string): Decimal {
  let comma = 0;
  let point = 0;
  let either = 0;
  for (const field of fields) {
    if (commaOnly.test(field)) comma++;
    else if (pointOnly.test(field)) point++;
    else if (commaThree.test(field)) either++;
  }
  if (comma !== point) return comma > point ? ',' : '.';
  return comma === 0 && either > 0 && delimiter === ';' ? ',' : '.';
}
