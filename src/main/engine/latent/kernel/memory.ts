const pageBytes = 65_536;
const mostPages = 65_536;
/** A memory that would be this much too large is let go. */
const waste = 2;
const small = 2 ** 26;

/**
 * The memory that a network of this thread used last and does not need any more. It is used again, because the collector
 * does not feel the weight of memories: trainings one after the other would hold gigabytes of dead ones.
 */
let spare: WebAssembly.Memory | null = null;

/** A memory of at least so many bytes, in which anything may stand; null when there is none to be had. */
export function recycled(bytes: number): WebAssembly.Memory | null {
  const used = spare !== null && spare.buffer.byteLength <= Math.max(small, waste * bytes) ? spare : null;
  spare = null;
  if (used !== null && growTo(used, bytes)) return used;
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes), maximum: mostPages, shared: true });
  } catch {
    return null;
  }
}

/** Nobody looks at it any more. */
export function giveBack(memory: WebAssembly.Memory): void {
  spare = memory;
}

/** False where there is not so much to be had. */
export function growTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes);
  try {
    if (missing > 0) memory.grow(missing);
    return true;
  } catch {
    return false;
  }
}
