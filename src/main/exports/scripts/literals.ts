/** Values as both languages write them, in ASCII: whatever encoding a script is read in, it says the same. */

const escaped = (text: string): string =>
  [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (character === '"' || character === '\\') return `\\${character}`;
      if (code >= 32 && code < 127) return character;
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');

/** A string of Python or R. */
export const quoted = (text: string): string => `"${escaped(text)}"`;

/** Words for a comment: one line. */
export const comment = (text: string): string => text.replace(/[^\x20-\x7e]+/g, '?').trim();

/** Items in lines of about `width` characters, each after `indent`. */
export function wrapped(items: readonly string[], indent: string, width = 110): string {
  const lines: string[] = [];
  let line = '';
  for (const [i, item] of items.entries()) {
    const next = `${item}${i < items.length - 1 ? ',' : ''}`;
    if (line !== '' && line.length + next.length + 1 > width) {
      lines.push(line);
      line = next;
    } else line = line === '' ? next : `${line} ${next}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((one) => `${indent}${one}`).join('\n');
}

/** All the digits that tell two doubles apart. */
export const exact = (value: number): string => {
  if (Number.isFinite(value)) return String(value);
  throw new RangeError(`A parameter is ${value}.`);
};
