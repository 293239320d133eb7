import { decimals } from './format.ts';

/** Ends within so many nats a row are one optimum: no climb is told apart from another there. */
const sameOptimum = 1e-6;

/** Where another optimum lies, as the beginning of a sentence. `below`: nats below the best; negative above it. */
export function heightWords(start: number, below: number, rows: number, degenerate: boolean): string {
  if (degenerate && below < 0)
    return `Start ${start} ends ${decimals(-below, 2)} nats above the best, but degenerate: it cannot win`;
  const same = Math.max(5e-3, sameOptimum * rows);
  if (Math.abs(below) <= same)
    return `Start ${start}, taken to its end, is as high as the best: one optimum, or a ridge that is flat`;
  if (below > 0) return `The optimum of start ${start} lies ${decimals(below, 2)} nats below the best`;
  return `Start ${start}, taken to its end, is ${decimals(-below, 2)} nats above the best: fit again with more starts or more patience`;
}
