const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => entities[mark]!);

/** Lines of at most `most` characters, broken between words. */
export function broken(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.filter((line) => line !== '');
}

/** A title of 14 px, bold, cut into lines of this width: a letter of the widest usual fonts takes nearly 9 px. */
export const titleLines = (title: string, width: number): readonly string[] => broken(title, Math.max(20, Math.floor(width / 9)));
