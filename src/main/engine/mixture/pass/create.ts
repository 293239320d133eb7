import { createMissingPass } from '../missing/pass.ts';
import type { CreatePass } from './pass.ts';
import { createPlainPass } from './plain.ts';

/** The pass that fits the rows: the one place that chooses among the implementations. */
export const createPass: CreatePass = (rows, k, shape) =>
  rows.missing ? createMissingPass(rows, k, shape) : createPlainPass(rows, k, shape);
