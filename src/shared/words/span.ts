const units: readonly (readonly [name: string, size: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** A length of time (ms) in the largest unit of which there are two: '63 d', '5 h', '1 s'. */
export function spanText(span: number): string {
  const [name, size] = units.find(([, one]) => span >= 2 * one) ?? units[units.length - 1]!;
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: span < 2000 ? 3 : 0 }).format(span / size)} ${name}`;
}
