import type { Components } from '../mixture/pass/components.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import type { Seat } from './seat.ts';
import type { Form, SeatLayout } from './sizes.ts';

/** In which numbers rows are packed: of 64 bits, or of 32. */
export type Precision = 'double' | 'single';

/** How a pass lays its numbers out and reads what the kernel leaves. */
export interface PassForm {
  readonly form: Form;
  readonly layout: SeatLayout;
  /** Of the rows that it goes over. */
  readonly precision: Precision;
  /** Whether components as they stand may take it. */
  fits(components: Components): boolean;
  write(seat: Seat, components: Components, at: number): void;
  /** into += the statistics at `address`. */
  read(seat: Seat, address: number, components: Components, into: Statistics): void;
}
