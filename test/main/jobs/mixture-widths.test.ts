import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { BitsTold } from './fixture-mixture-bits.ts';

const child = fileURLToPath(new URL('./fixture-mixture-bits.ts', import.meta.url));

/** In a process of its own: how wide vectors are holds for a whole process. */
const told = (width: 'wide' | 'narrow'): BitsTold =>
  JSON.parse(execFileSync(process.execPath, ['--no-warnings', child, width], { encoding: 'utf8' })) as BitsTold;

test('a pass of the mixture kernel leaves the same bits where V8 joins vectors and where it does not', () => {
  const narrow = told('narrow');
  const wide = told('wide');
  expect(narrow.wide).toBe(false);
  expect(wide.wide).toBe(process.arch === 'x64');
  expect(Object.keys(wide.bits).length).toBeGreaterThan(250);
  expect(wide.bits).toEqual(narrow.bits);
});
