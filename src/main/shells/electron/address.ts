/** The renderer is served under a scheme of its own, so that it has an origin (and file: needs no rights at all). */
export const scheme = 'lens';
export const home = `${scheme}://app/`;

/** Whether a document's address is one of our own pages. */
export function isOurAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${scheme}:` && host === 'app' && username === '' && password === '';
}
