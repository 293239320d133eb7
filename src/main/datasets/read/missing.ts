/** What counts as missing unless a person says otherwise; compared after trimming, in any case. */
export const defaultMissing: readonly string[] = ['', 'NA', 'N/A', '-', '?', 'null', 'NaN'];

export interface MissingCodes {
  readonly codes: readonly string[];
  has(text: string): boolean;
  /** The codes in the spellings that a reader should know beforehand; rarer spellings are found by `has`. */
  readonly spellings: readonly string[];
}

/** An empty cell is always missing. */
export function missingCodes(given: readonly string[] | undefined): MissingCodes {
  const codes = [...new Set(['', ...(given ?? defaultMissing).map((code) => code.trim())])];
  const lower = new Set(codes.map((code) => code.toLowerCase()));
  const spellings = new Set(codes.flatMap(commonSpellings));
  return {
    codes: given === undefined ? defaultMissing : codes,
    has: (text) => lower.has(text.trim().toLowerCase()),
    spellings: [...spellings],
  };
}

const commonSpellings = (code: string): string[] => [
  code,
  code.toLowerCase(),
  code.toUpperCase(),
  code.charAt(0).toUpperCase() + code.slice(1).toLowerCase(),
];
