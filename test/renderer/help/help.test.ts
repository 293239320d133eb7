import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HelpEntry } from '../../../src/renderer/help/entry.ts';
import { help } from '../../../src/renderer/help/help.ts';

const root = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte') && !name.includes('.svelte-check'))
  .map((name) => readFileSync(join(root, name), 'utf8'));
/** Ids that controls ask for, as they stand in the sources. */
const asked = sources.flatMap((text) => [
  ...[...text.matchAll(/<HelpPoint id="([^"]+)"|\bpoint="([^"]+)"/g)].map(([, id, point]) => id ?? point!),
  ...[...text.matchAll(/points=\{\[([^\]]*)\]\}/g)].flatMap(([, list]) => [...list!.matchAll(/'([^']+)'/g)].map(([, id]) => id!)),
]);
const all: readonly (readonly [string, HelpEntry])[] = Object.entries(help);

describe('help', () => {
  it('is there for every control that asks for it', () => {
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((id) => !Object.hasOwn(help, id))).toEqual([]);
  });

  it.each(all)('%s says what it is in one sentence, and where it comes from', (_, { title, sentence, formula, source }) => {
    expect(title).not.toBe('');
    expect(sentence).toMatch(/^[A-Z].{20,260}\.$/);
    expect(sentence.slice(0, -1)).not.toMatch(/[.!?] [A-Z]/);
    expect(source).toMatch(/\.$/);
    expect(formula).not.toBe('');
  });

  it('does not explain two things by one title', () => {
    const titles = all.map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
