const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of what differs between two views given as JSON, objects within a view one level deep: 'latent.up, shown'. */
export function viewParts(before: string, after: string): string {
  const [old, now]: readonly unknown[] = [before, after].map((text) => (text === '' ? {} : JSON.parse(text)));
  return differing(old, now, 1).join(', ');
}

function differing(old: unknown, now: unknown, depth: number): string[] {
  if (!isObject(old) || !isObject(now)) return [];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [a, b] = [old[name], now[name]];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    const within = depth > 0 ? differing(a, b, depth - 1) : [];
    return within.length > 0 ? within.map((part) => `${name}.${part}`) : [name];
  });
}
