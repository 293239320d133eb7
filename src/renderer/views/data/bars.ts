/**
 * A histogram as one SVG path in a box: a bar for each count, the highest as high as the box; a bin that holds anything
 * is at least one unit high, so that a rare value is not drawn as none.
 */
export function barsPath(counts: readonly number[], width: number, height: number): string {
  const highest = Math.max(1, ...counts);
  const step = width / counts.length;
  return counts
    .map((count, i) => {
      if (count === 0) return '';
      const tall = Math.max(1, (count / highest) * height);
      return `M${round(i * step)} ${height}v${round(-tall)}h${round(step * 0.86)}v${round(tall)}z`;
    })
    .join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
