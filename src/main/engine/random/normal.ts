import type { Random } from './generator.ts';

/** A pair of independent standard normal numbers (Box & Muller 1958). */
export function normalPair(random: Random): readonly [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  const angle = 2 * Math.PI * random.next();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

export function fillNormal(into: Float32Array | Float64Array, random: Random): void {
  for (let i = 0; i < into.length; i += 2) {
    const [a, b] = normalPair(random);
    into[i] = a;
    if (i + 1 < into.length) into[i + 1] = b;
  }
}
