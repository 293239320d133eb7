/** Larger arrays cost little beside the work on them, and should not be kept. */
const largestKept = 4096;

/**
 * Room for numbers that live only within one call: made once for each length and used again, because the runtime gives
 * every array of more than eight numbers memory of its own, which costs more than the work on a small matrix. What it held
 * before is still there. Each purpose has a room of its own.
 */
export function createRoom(): (length: number) => Float64Array<ArrayBuffer> {
  const kept = new Map<number, Float64Array<ArrayBuffer>>();
  return (length) => {
    const known = kept.get(length);
    if (known) return known;
    const made = new Float64Array(length);
    if (length <= largestKept) kept.set(length, made);
    return made;
  };
}
