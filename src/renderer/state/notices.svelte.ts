import { type ErrorValue, toErrorValue } from '../../shared/errors.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'done' | 'info';
  readonly message: string;
  readonly hint: string;
}

/** What the person is told in passing. Errors stay until they are closed, the rest goes by itself. */
export class Notices {
  all: readonly Notice[] = $state.raw([]);
  #last = 0;

  done(message: string, hint = ''): void {
    const id = this.#add('done', message, hint);
    setTimeout(() => this.close(id), 8000);
  }

  /** Said of the project itself, as what was mended when it was opened. */
  info(message: string): void {
    this.#add('info', message, '');
  }

  /** A cancelled call is what the person asked for, not an error. */
  report(thrown: unknown): void {
    this.error(toErrorValue(thrown));
  }

  error(error: ErrorValue): void {
    if (error.code === 'cancelled') return;
    this.#add('error', error.message, error.hint);
  }

  /** Before something new is tried: what went wrong the last time no longer matters. */
  closeErrors(): void {
    this.all = this.all.filter((one) => one.kind !== 'error');
  }

  close(id: number): void {
    this.all = this.all.filter((one) => one.id !== id);
  }

  #add(kind: Notice['kind'], message: string, hint: string): number {
    const id = ++this.#last;
    const others = this.all.filter((one) => one.message !== message);
    this.all = [...others, { id, kind, message, hint }].slice(-4);
    return id;
  }
}
