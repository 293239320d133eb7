import type { Shape } from '../mixture/pass/components.ts';
import type { Rows } from '../rows.ts';
import type { PassForm } from './form.ts';
import { readStatistics, writeComponents } from './seat.ts';
import { sharedForm } from './shared.ts';
import { singleForm } from './single.ts';
import { seatLayout } from './sizes.ts';

const ownForm = (k: number, d: number, shape: Shape): PassForm => ({
  form: shape,
  layout: seatLayout(k, d, shape),
  precision: 'double',
  fits: () => true,
  write: writeComponents,
  read: (seat, address, _components, into) => readStatistics(seat, address, into),
});

/** In fewer columns turning rows costs more than it saves. */
const worthTurning = 4;

/** The forms that a pass may take where no row results are asked for, the fastest first; the last one always fits. */
export function formsOf(rows: Rows, k: number, shape: Shape, common: boolean): readonly [...PassForm[], PassForm] {
  const full = shape === 'full';
  return [
    ...(full && rows.rough ? [singleForm(rows, k)] : []),
    ...(full && common && k > 1 && rows.d >= worthTurning ? [sharedForm(k, rows.d)] : []),
    ownForm(k, rows.d, shape),
  ];
}
