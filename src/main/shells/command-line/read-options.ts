import { type Command, InvalidArgumentError } from 'commander';
import { encodings, type ReadOptions } from '../../../shared/model/dataset.ts';
import { oneOf, parseCodes } from './lists.ts';

export interface ReadFlags {
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly encoding?: (typeof encodings)[number];
  readonly header: boolean;
  readonly missingCodes?: string[];
}

const named: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ', comma: ',', semicolon: ';', pipe: '|' };

export function parseDelimiter(text: string): string {
  const delimiter = named[text.toLowerCase()] ?? text;
  if (delimiter.length !== 1) throw new InvalidArgumentError('One character, or tab, space, comma, semicolon, pipe.');
  return delimiter;
}

function parseDecimal(text: string): '.' | ',' {
  if (text === '.' || text === ',') return text;
  throw new InvalidArgumentError("A point '.' or a comma ','.");
}

/** Adds the options that correct what is guessed about a table. */
export const withReadOptions = (command: Command): Command =>
  command
    .option('--delimiter <character>', 'what parts the fields: one character, or tab, space, semicolon, pipe', parseDelimiter)
    .option('--decimal <mark>', "decimal mark: '.' or ','", parseDecimal)
    .option('--encoding <name>', encodings.join(', '), oneOf(encodings))
    .option('--no-header', 'the first line holds values, not names')
    .option('--missing-codes <a,b>', 'cells that count as missing, in place of NA, N/A, -, ?, null, NaN and empty', parseCodes);

/** What was not given is left out, and so guessed. */
export const readOptions = ({ delimiter, decimal, encoding, header, missingCodes }: ReadFlags): ReadOptions => ({
  ...(delimiter !== undefined && { delimiter }),
  ...(decimal !== undefined && { decimal }),
  ...(encoding !== undefined && { encoding }),
  ...(!header && { header: false }),
  ...(missingCodes !== undefined && { missing: missingCodes }),
});
