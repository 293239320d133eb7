import type { ErrorValue } from '../../shared/errors.ts';
import type { TaskName, Tasks } from './tasks.ts';

/** What the pool says to a worker. */
export type ToWorker =
  | { readonly kind: 'run'; readonly id: number; readonly task: TaskName; readonly input: Tasks[TaskName]['input'] }
  | { readonly kind: 'abort'; readonly id: number }
  /** Abort what runs and end the thread from within. */
  | { readonly kind: 'end' };

/** What a worker says to the pool. A worker runs one task at a time. */
export type FromWorker =
  /** Everything is loaded: from here on the thread may be cut off. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Tasks[TaskName]['progress'] }
  | { readonly kind: 'done'; readonly id: number; readonly output: Tasks[TaskName]['output'] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorValue };
