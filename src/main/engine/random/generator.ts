/** A stream of random numbers of its own: same seed and keys, same numbers, whatever else is drawn elsewhere. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  next(): number;
  /** Uniform on 0 … n − 1. */
  below(n: number): number;
}

/** The finaliser of splitmix32 (a 32-bit bijection with good avalanche). */
function mix(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

function absorb(state: number, key: number | string): number {
  if (typeof key === 'number') return mix((state + 0x9e3779b9) ^ mix(key));
  let next = absorb(state, key.length);
  for (let i = 0; i < key.length; i++) next = absorb(next, key.charCodeAt(i));
  return next;
}

/**
 * xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32 from the seed and the keys that name the
 * substream, for example (seed, K, family, start).
 */
export function createRandom(seed: number, ...keys: readonly (number | string)[]): Random {
  let state = mix(seed);
  for (const key of keys) state = absorb(state, key);
  const fill = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) | 0;
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill() | 1; // never all zero
  const word = () => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const next = () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  return { next, below: (n) => Math.floor(next() * n) };
}
