import type { Rows } from '../rows.ts';
import type { Shape } from './pass/components.ts';
import type { Pass } from './pass/pass.ts';

/** Rows with missing cells have a density of their own for each pattern, and conditional moments: so many times dearer. */
const missingFactor = 8;

/** A pass that counts what it costs, in multiplications and exponentials: about a nanosecond each, and the same anywhere. */
export function countedPass(pass: Pass, { d, missing }: Rows, k: number, shape: Shape): { readonly pass: Pass; cost(): number } {
  const perRow = k * (shape === 'full' ? d * d + 4 * d + 12 : 6 * d + 12) * (missing ? missingFactor : 1);
  let rows = 0;
  return {
    pass: {
      ...pass,
      run(components, from, to, into, outputs) {
        rows += to - from;
        pass.run(components, from, to, into, outputs);
      },
    },
    cost: () => rows * perRow,
  };
}
