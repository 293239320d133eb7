const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is text wherever it stands, control characters left out. */
export const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names of columns may hold any
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (mark) => entities[mark]);

export interface Column {
  readonly head: string;
  readonly number?: boolean;
  /** HTML before the words. */
  readonly before?: string;
}

/** Cells are HTML already. `strong` names the row that the page is about. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], strong = -1): string {
  const kind = ({ number }: Column) => (number ? ' class="number"' : '');
  const head = columns
    .map((column) => `<th scope="col"${kind(column)}>${column.before ?? ''}${escaped(column.head)}</th>`)
    .join('');
  const body = rows
    .map((cells, row) => {
      const written = cells.map((cell, j) => `<td${kind(columns[j])}>${cell}</td>`).join('');
      return `<tr${row === strong ? ' class="strong"' : ''}>${written}</tr>`;
    })
    .join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

export const list = (sentences: readonly string[], kind: string): string =>
  sentences.length === 0 ? '' : `<ul class="${kind}">${sentences.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`;

export const section = (title: string, content: string, kind = ''): string =>
  content === '' ? '' : `<section${kind ? ` class="${kind}"` : ''}>\n<h2>${escaped(title)}</h2>\n${content}\n</section>`;
