import { expect, test } from 'vitest';
import { createMatrixPainter } from '../../../src/renderer/charts/matrix-density.ts';
import { createPlotter } from '../../../src/renderer/workers/plotter.ts';
import type { MatrixAnswer } from '../../../src/renderer/workers/protocol.ts';

test('the plotter paints the density images of a matrix as the window itself would', () => {
  const n = 300;
  const columns = [1.3, 2.1, 0.7].map((step) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * step)));
  const colours = Uint8Array.from({ length: n * 3 }, (_, i) => (i * 7) % 256);
  const flags = Uint8Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 1 : 0));
  const plotter = createPlotter();
  [...columns, colours, flags].forEach((array, i) => {
    plotter.hold(i + 1, array);
  });
  const size = { width: 30, height: 20, cell: 2, ranges: columns.map(() => [-1.1, 1.1] as const), accent: [0, 0, 255] as const };
  const { pictures } = plotter.answer({ kind: 'matrix', ...size, columns: [1, 2, 3], colours: 4, flags: 5 }) as MatrixAnswer;
  const raster = (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });
  const here = [...createMatrixPainter()({ ...size, columns, look: { colours, markers: null, flags } }, raster)];
  expect(pictures).toEqual(here.map(({ x, y, raster: image }) => ({ x, y, pixels: image.data })));
});
