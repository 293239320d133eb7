import type { LayerAnswer } from './export-layer.ts';
import { cellFrame, type MatrixColumn, type MatrixGrid } from './matrix.ts';
import { paintMatrix } from './matrix-paint.ts';
import { matrixSvg } from './matrix-svg.ts';
import type { PointLook } from './points.ts';
import type { Tokens } from './tokens.ts';

/** The rows of the matrix as points for an exported picture, at any resolution. `size`: of the canvas, CSS pixels. */
export function matrixAnswer(
  grid: MatrixGrid,
  columns: readonly MatrixColumn[],
  look: PointLook,
  theme: Tokens,
  size: { readonly width: number; readonly height: number },
): LayerAnswer {
  return {
    paint(ratio) {
      const whole = new OffscreenCanvas(Math.round(size.width * ratio), Math.round(size.height * ratio));
      const context = whole.getContext('2d')!;
      for (const { x, y, raster } of paintMatrix(grid, columns, look, theme, ratio, (w, h) => new ImageData(w, h))) {
        const frame = cellFrame(grid, x, y);
        context.putImageData(raster as ImageData, Math.round(frame.left * ratio), Math.round(frame.top * ratio));
      }
      return context.getImageData(0, 0, whole.width, whole.height);
    },
    svg: (id) => matrixSvg(grid, columns, look, theme, id),
  };
}
