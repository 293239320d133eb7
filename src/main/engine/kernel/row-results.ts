import type { Components } from '../mixture/pass/components.ts';
import type { RowOutputs } from '../mixture/pass/pass.ts';
import { type Seat, scratchColumn } from './seat.ts';
import { blockRows } from './sizes.ts';

/**
 * Writes the results of the rows from … to − 1, which lie in the block that the seat's last pass has left; with an `order`
 * these are places, and the rows are those at them.
 */
export function writeRowResults(
  seat: Seat,
  { k, noise: noisy }: Components,
  from: number,
  to: number,
  out: RowOutputs,
  order: Int32Array | null = null,
): void {
  const { labels, uncertainty, logDensity, responsibilities, noise } = out;
  const largest = scratchColumn(seat, 'largests');
  const label = scratchColumn(seat, 'labels');
  const others = scratchColumn(seat, 'others');
  const shares = (seat.job + seat.layout.logs) / 8;
  for (let place = from; place < to; place++) {
    const b = place % blockRows;
    const i = order ? order[place] : place;
    const rest = others[b];
    if (labels) labels[i] = label[b] === k ? 0 : label[b] + 1;
    if (uncertainty) uncertainty[i] = rest / (1 + rest);
    if (logDensity) logDensity[i] = largest[b] * Math.LN2 + Math.log1p(rest);
    if (responsibilities)
      for (let c = 0; c < k; c++) responsibilities[i * k + c] = seat.numbers[shares + c * blockRows + b] / (1 + rest);
    if (noise) noise[i] = noisy ? seat.numbers[shares + k * blockRows + b] / (1 + rest) : 0;
  }
}
