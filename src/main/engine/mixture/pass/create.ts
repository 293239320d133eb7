import { createKernelPass } from '../../kernel/pass.ts';
import { createMissingKernelPass } from '../missing/kernel-pass.ts';
import type { CreatePass } from './pass.ts';

/** The pass that fits the rows: the one place that chooses among the implementations. */
export const createPass: CreatePass = (rows, k, shape, common = false) =>
  rows.missing ? createMissingKernelPass(rows, k, shape) : createKernelPass(rows, k, shape, undefined, common);
