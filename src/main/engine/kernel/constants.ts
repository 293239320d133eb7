/** 1.5·2⁵²/256: adding it to a small number leaves the nearest multiple of 1/256 in the low bits. */
const magic = 1.5 * 2 ** 44;
/** −60 nats in log2: what lies further below the largest log density counts as 0, by the same rule as in the plain pass. */
const negligible = -60 * Math.LOG2E;
/** (2^f − 1)/f for |f| ≤ 1/512 by the polynomial through Chebyshev's four points, from f³ down; error of 2^f 5e-18. */
const powers = [0.009618129695226546, 0.05550411375117056, 0.24022650695910044, 0.6931471805599428];
/** The same for numbers of 32 bits: 1.5·2²³, −60 nats, and (2^f − 1)/f for |f| ≤ ½ by the polynomial through Chebyshev's five points. */
const singles = [
  1.5 * 2 ** 23,
  negligible,
  0.0013381302537145803,
  0.009666368515383541,
  0.05550381013796709,
  0.2402234903802031,
  0.6931471805599457,
];
const singlesAt = 128;
const roots = 256;
const numbersAt = 16;
const rootsAt = 1024;

/** Where threads that share a pass find what to do (share.ts): 64 bytes. */
export const controlAt = rootsAt + 8 * roots;
/** The numbers of assembly/layout.ts lie below. Address 0 stays free. */
export const constantsEnd = controlAt + 64;

export function writeConstants(memory: WebAssembly.Memory): void {
  const numbers = new Float64Array(memory.buffer, numbersAt, (rootsAt - numbersAt) / 8);
  for (const [index, value] of [magic, negligible, ...powers].entries()) numbers.fill(value, 2 * index, 2 * index + 2);
  const small = new Float32Array(memory.buffer, singlesAt, 4 * singles.length);
  for (const [index, value] of singles.entries()) small.fill(value, 4 * index, 4 * index + 4);
  const table = new Float64Array(memory.buffer, rootsAt, roots);
  const bits = new BigInt64Array(memory.buffer, rootsAt, roots);
  for (let j = 0; j < roots; j++) {
    table[j] = 2 ** (j / roots);
    bits[j] -= BigInt(j) << 44n;
  }
}
