import type { Spelled } from './infer.ts';
import { inlineBytes, type Texts } from './vectors.ts';

/** Different texts and their codes, in the order in which they first occur. */
export interface Dictionary extends Spelled {
  /** Writes the codes of all texts of a vector into `codes` from `row` on; NULL leaves what is there. */
  encode(texts: Texts, codes: Int32Array, row: number): void;
}

export function createDictionary(): Dictionary {
  const levels: string[] = [];
  const counts: number[] = [];
  const long = new Map<string, number>();
  const short = createShortTexts();

  const add = (text: string): number => {
    counts.push(0);
    return levels.push(text) - 1;
  };
  const codeOf = (text: string): number => {
    let code = long.get(text);
    if (code === undefined) {
      code = add(text);
      long.set(text, code);
    }
    return code;
  };

  return {
    levels,
    counts,
    encode(texts, codes, row) {
      const { words, valid, itemCount } = texts;
      for (let i = 0; i < itemCount; i++) {
        if (valid !== null && ((valid[i >>> 5] >>> (i & 31)) & 1) === 0) continue;
        let code: number;
        if (words !== null && words[4 * i] <= inlineBytes) {
          const slot = short.find(words, 4 * i);
          code = short.codes[slot];
          if (code < 0) {
            code = add(texts.getItem(i) ?? '');
            short.put(slot, words, 4 * i, code);
          }
        } else {
          const text = texts.getItem(i);
          if (text === null) continue;
          code = codeOf(text);
        }
        counts[code]++;
        codes[row + i] = code;
      }
    },
  };
}

/** An open-addressing table over texts of at most 12 bytes, told apart by their four words, without making strings. */
function createShortTexts() {
  let mask = 1023;
  let size = 0;
  let keys = new Uint32Array(4 * (mask + 1));
  const table = { codes: new Int32Array(mask + 1).fill(-1), find, put };
  return table;

  function find(words: Uint32Array, at: number): number {
    const [length, a, b, c] = [words[at], words[at + 1], words[at + 2], words[at + 3]];
    let hash = Math.imul(length ^ Math.imul(a, 0x85ebca6b), 0xc2b2ae35) ^ Math.imul(b, 0x27d4eb2f) ^ Math.imul(c, 0x165667b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (; table.codes[slot] >= 0; slot = (slot + 1) & mask) {
      const key = 4 * slot;
      if (keys[key] === length && keys[key + 1] === a && keys[key + 2] === b && keys[key + 3] === c) break;
    }
    return slot;
  }

  function put(slot: number, words: Uint32Array, at: number, code: number): void {
    for (let w = 0; w < 4; w++) keys[4 * slot + w] = words[at + w];
    table.codes[slot] = code;
    if (++size > mask >>> 1) grow();
  }

  function grow(): void {
    const [oldKeys, oldCodes] = [keys, table.codes];
    mask = 2 * mask + 1;
    keys = new Uint32Array(4 * (mask + 1));
    table.codes = new Int32Array(mask + 1).fill(-1);
    for (let old = 0; old < oldCodes.length; old++) {
      if (oldCodes[old] < 0) continue;
      const slot = find(oldKeys, 4 * old);
      for (let w = 0; w < 4; w++) keys[4 * slot + w] = oldKeys[4 * old + w];
      table.codes[slot] = oldCodes[old];
    }
  }
}
