const needsQuotes = /[",\r\n]|^\s|\s$/;

/** One field by RFC 4180. A missing cell is empty; an empty text that is no missing cell is quoted, so that the two stay apart. */
export function csvField(text: string | null): string {
  if (text === null) return '';
  return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record without its line end. */
export const csvRecord = (fields: readonly (string | null)[]): string => fields.map(csvField).join(',');
