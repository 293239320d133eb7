/** A small seeded generator for property tests (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(unit() * limit);
  return {
    unit,
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)],
    /** Up to `longest` characters of the alphabet. */
    text(alphabet: string, longest: number): string {
      const letters = [...alphabet];
      return Array.from({ length: below(longest + 1) }, () => letters[below(letters.length)]).join('');
    },
  };
}
