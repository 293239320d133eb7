/** Remembers the last `size` results by key; two callers of the same key share one computation; failures are not kept. */
export function createRecall(size: number): <T>(key: string, compute: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, compute: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    const result = known ?? compute();
    kept.delete(key);
    kept.set(key, result);
    if (!known) result.catch(() => kept.get(key) === result && kept.delete(key));
    while (kept.size > size) kept.delete(kept.keys().next().value as string);
    return result;
  };
}
