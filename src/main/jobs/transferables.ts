/** The array buffers of a plain result that may move to another thread instead of being copied (shared memory stays shared). */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown) => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer);
    } else if (part !== null && typeof part === 'object') {
      for (const inner of Object.values(part)) if (inner !== null && typeof inner === 'object') visit(inner);
    }
  };
  visit(value);
  return [...found];
}
