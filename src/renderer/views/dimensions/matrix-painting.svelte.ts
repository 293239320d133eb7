import { cellFrame, type MatrixColumn, type MatrixGrid } from '../../charts/matrix.ts';
import { createMatrixPainter, type DensityPicture, type MatrixDensity } from '../../charts/matrix-density.ts';
import { paintMatrix, pictureSize } from '../../charts/matrix-paint.ts';
import { parse } from '../../charts/palette.ts';
import { cellSize } from '../../charts/point-image.ts';
import type { PointLook } from '../../charts/points.ts';
import { tokens } from '../../charts/tokens.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { rowsOfItsOwn } from '../../workers/plots.ts';

interface Asked {
  readonly canvas: HTMLCanvasElement | undefined;
  readonly width: number;
  readonly height: number;
  readonly grid: MatrixGrid;
  readonly columns: readonly MatrixColumn[];
  readonly look: PointLook;
  readonly density: boolean;
}

/** A frame's worth, milliseconds: nothing may block the window. */
const breath = 16;
const raster = (width: number, height: number) => new ImageData(width, height);

/**
 * Keeps the canvas of the matrix painted: points and small density images here, a breath at a time, large ones in the
 * worker. To be called while a component is set up.
 */
export function paintsMatrix(lens: Lens, asked: () => Asked): void {
  /** Paintings that the worker is still at; the newest that is wanted meanwhile. */
  let busy = false;
  let waiting: (() => void) | null = null;
  let turn = 0;
  /** The last that was painted here: what the worker was asked for before is out of date. */
  let here = 0;
  let gone = false;

  $effect(() => {
    const { canvas, width, height, grid, columns, look, density } = asked();
    const context = canvas?.getContext('2d');
    if (!context || width < 2 || height < 2) return;
    const theme = tokens[lens.theme];
    const ratio = window.devicePixelRatio || 1;
    const mine = ++turn;
    const picture = pictureSize(grid, ratio);
    const image: MatrixDensity = {
      columns: columns.map(({ values }) => values),
      ranges: grid.ranges,
      ...picture,
      cell: cellSize(ratio),
      look,
      accent: parse(look.colours instanceof Uint8Array ? theme.ink : theme.accent),
    };
    const selected = look.flags ? lens.selection.count : 0;
    waiting = null;
    const isLarge = density && (columns[0]?.values.length ?? 0) > rowsOfItsOwn / 4;
    if (!isLarge) here = mine;
    if (!density) paintHere(paintMatrix(grid, columns, look, theme, ratio, raster));
    else if (!isLarge) paintHere(createMatrixPainter()(image, raster));
    else if (busy) waiting = paintThere;
    else paintThere();

    function begin() {
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
      const { canvas: on } = context!;
      if (on.width !== wide || on.height !== high) [on.width, on.height] = [wide, high];
      else context!.clearRect(0, 0, wide, high);
      on.dataset.selection = String(selected);
    }

    function put(x: number, y: number, pixels: ImageData) {
      const frame = cellFrame(grid, x, y);
      context!.putImageData(pixels, Math.round(frame.left * ratio), Math.round(frame.top * ratio));
    }

    function paintHere(images: Generator<DensityPicture>) {
      let first = true;
      const go = () => {
        if (mine !== turn) return;
        const since = performance.now();
        if (first) begin();
        first = false;
        do {
          const { done, value } = images.next();
          if (done) return;
          put(value.x, value.y, value.raster as ImageData);
        } while (performance.now() - since < breath);
        requestAnimationFrame(go);
      };
      go();
    }

    function paintThere() {
      busy = true;
      waiting = null;
      lens.plots
        .matrix(image)
        .then(({ pictures }) => {
          if (gone || mine < here) return;
          begin();
          for (const { x, y, pixels } of pictures) put(x, y, new ImageData(pixels, picture.width, picture.height));
        })
        .catch(() => !gone && paintHere(createMatrixPainter()(image, raster)))
        .finally(() => {
          busy = false;
          if (!gone) waiting?.();
        });
    }
  });

  $effect(() => () => {
    gone = true;
    turn++;
  });
}
