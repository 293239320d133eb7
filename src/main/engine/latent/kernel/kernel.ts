import type { KernelKind } from '../../kernel/kernel.ts';
import { plainKernel } from './generated/plain.ts';
import { relaxedKernel } from './generated/relaxed.ts';

/** The functions of assembly/share.ts and assembly/update.ts. */
export interface LatentKernel {
  share(job: number, seat: number, sums: number, gradient: number, fresh: number, from: number, count: number): void;
  evaluate(job: number, seat: number, sums: number, all: number, from: number, count: number, samples: number): void;
  /** assembly/exact.ts */
  exact(x: number, inputs: number, w: number, y: number, columns: number, rows: number): void;
  combine(to: number, parts: number, count: number, partBytes: number, bytes: number, scale: number): number;
  adam(
    parameters: number,
    first: number,
    second: number,
    gradient: number,
    bytes: number,
    shorten: number,
    rate: number,
    correction: number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ): void;
  refresh(job: number, noise: number, count: number, from: number, to: number): void;
}

const decode = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The compiled kernel of that kind, or null where the runtime has no such instructions. */
export function compileLatentKernel(kind: KernelKind): WebAssembly.Module | null {
  const bytes = decode(kind === 'plain' ? plainKernel : relaxedKernel);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}

let usual: WebAssembly.Module | null | undefined;

/** The fastest that the runtime has, compiled once a thread; null where it has no SIMD. */
export function usualLatentKernel(): WebAssembly.Module | null {
  if (usual === undefined) usual = compileLatentKernel('relaxed') ?? compileLatentKernel('plain');
  return usual;
}

export const instantiateLatent = (module: WebAssembly.Module, memory: WebAssembly.Memory): LatentKernel =>
  new WebAssembly.Instance(module, { env: { memory } }).exports as LatentKernel;
