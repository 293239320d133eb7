import { plainKernel } from './generated/plain.ts';
import { relaxedKernel } from './generated/relaxed.ts';

/**
 * plain: the same bits on every machine. relaxed: multiply-adds are rounded once where the processor can, which is faster and
 * gives other last bits on processors that cannot.
 */
export type KernelKind = 'plain' | 'relaxed';

/** The functions of assembly/pass.ts and assembly/incomplete.ts. */
export interface KernelFunctions {
  pass(job: number, from: number, to: number): void;
  add(to: number, from: number, bytes: number): void;
  passIncomplete(job: number, plan: number, from: number, to: number): void;
}

const decode = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The compiled kernel of that kind, or null where the runtime has no such instructions. Compiling takes milliseconds: keep it. */
export function compileKernel(kind: KernelKind): WebAssembly.Module | null {
  const bytes = decode(kind === 'plain' ? plainKernel : relaxedKernel);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}

/** The fastest that the runtime has; null where it has no SIMD at all and the plain TypeScript pass must serve. */
export const fastestKernel = (): WebAssembly.Module | null => compileKernel('relaxed') ?? compileKernel('plain');

const instances = new WeakMap<WebAssembly.Memory, { readonly module: WebAssembly.Module; readonly functions: KernelFunctions }>();

/** The functions over a memory, made once for it. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelFunctions {
  const known = instances.get(memory);
  if (known?.module === module) return known.functions;
  const functions = new WebAssembly.Instance(module, { env: { memory } }).exports as KernelFunctions;
  instances.set(memory, { module, functions });
  return functions;
}

let usual: WebAssembly.Module | null | undefined;

/** The fastest, compiled once a thread. */
export function usualKernel(): WebAssembly.Module | null {
  if (usual === undefined) usual = fastestKernel();
  return usual;
}
