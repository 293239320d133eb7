import { open } from 'node:fs/promises';

const columns = 10;

/** Numbers of about nine characters from two overlapping groups, by a small generator of its own: the same file every time. */
export async function makeTable(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w');
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  try {
    let text = `${Array.from({ length: columns }, (_, column) => `x${column + 1}`).join(',')}\n`;
    for (let row = 0; row < rows; row++) {
      const group = random() < 0.3 ? 4 : 0;
      for (let column = 0; column < columns; column++) {
        const value = group + (random() + random() + random() - 1.5) * (column + 1) * 10;
        text += `${value.toFixed(7).slice(0, 9)}${column < columns - 1 ? ',' : '\n'}`;
      }
      if (text.length > 1 << 20) {
        await file.writeFile(text);
        text = '';
      }
    }
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
