import { describe, expect, it } from 'vitest';
import { matrixGrid } from '../../../src/renderer/charts/matrix.ts';
import { matrixSvg } from '../../../src/renderer/charts/matrix-svg.ts';
import { parallelFrame } from '../../../src/renderer/charts/parallel.ts';
import { linesSvg, mostLines } from '../../../src/renderer/charts/parallel-svg.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { tableColumn } from './columns.ts';

const column = (name: string, ...values: number[]) => tableColumn(name, values);
const columns = [column('a', 0, 5, 10), column('b', 0, Number.NaN, 10), column('c', 1, 2, 3)];

describe('drawings of many columns', () => {
  it('have a mark for each row with a place in each cell off the diagonal', () => {
    const grid = matrixGrid(
      { width: 600, height: 600 },
      columns.map(() => [-1, 11] as const),
    );
    const look = { colours: [1, 2, 3] as const, markers: null, flags: null };
    const svg = matrixSvg(grid, columns, look, tokens.light, 'm');
    expect(svg?.match(/<svg /g)).toHaveLength(6);
    // Two of the three rows where b takes part, three where not.
    expect(svg?.match(/<use /g)).toHaveLength(4 * 2 + 2 * 3);
    const many = [column('a', ...new Array(20_000).fill(1)), column('b', ...new Array(20_000).fill(1))];
    expect(matrixSvg(grid, many, look, tokens.light, 'm')).toBeNull();
  });

  it('have a line for each row, broken where a cell is missing', () => {
    const frame = parallelFrame({ width: 600, height: 300 }, columns);
    const svg = linesSvg(frame, columns, [255, 0, 0], [{ rows: [0, 1], width: 1, opacity: 0.5 }, { rows: [], width: 2, opacity: 1 }]); // biome-ignore format: short
    const paths = [...(svg ?? '').matchAll(/d="([^"]*)"/g)].map(([, d]) => d!.replace(/[^ML]/g, ''));
    expect(paths).toEqual(['MLL', 'MM']);
    expect(svg).toContain('stroke="#ff0000"');
    expect(svg?.match(/<g /g)).toHaveLength(1);
    expect(linesSvg(frame, columns, [0, 0, 0], [{ rows: new Int32Array(mostLines + 1), width: 1, opacity: 1 }])).toBeNull();
  });
});
