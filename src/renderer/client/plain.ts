/**
 * A copy that can cross IPC: state proxies become plain objects and arrays; typed arrays go as they are.
 * The one place where that happens.
 */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
