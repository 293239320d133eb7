import v8 from 'node:v8';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** Known to this thread and to all that it starts from then on. */
const key = 'wide vectors';
const flag = 'experimental-wasm-revectorize';

/**
 * Asks V8 to compile two neighbouring vector operations of WebAssembly (128 bits each) to one of 256 bits, where the
 * processor has them: the same bits in up to half the time. To be called before a kernel is compiled, in the thread that
 * starts the others: a flag holds for the whole process. V8 does it on x64 alone, and calls it experimental.
 */
export function widenVectors(): void {
  if (getEnvironmentData(key) !== undefined) return;
  setEnvironmentData(key, process.arch === 'x64' && takes(flag));
}

/** Whether kernels may count on it: tiles of two vectors are faster then, and slower otherwise. */
export const vectorsAreWide = (): boolean => getEnvironmentData(key) === true;

/** A flag that V8 does not know changes nothing, and so not its version tag either, which has the flags in it. */
function takes(name: string): boolean {
  v8.setFlagsFromString(`--no-${name}`);
  const without = v8.cachedDataVersionTag();
  v8.setFlagsFromString(`--${name}`);
  return v8.cachedDataVersionTag() !== without;
}
