import type { LayerAnswer } from '../../charts/export-layer.ts';
import type { MatrixColumn } from '../../charts/matrix.ts';
import { parse } from '../../charts/palette.ts';
import type { ParallelFrame } from '../../charts/parallel.ts';
import { dry, emptyInk, type Ink, lineOpacity, paintLines } from '../../charts/parallel-paint.ts';
import { linesSvg } from '../../charts/parallel-svg.ts';
import type { PointLook } from '../../charts/points.ts';
import type { Tokens } from '../../charts/tokens.ts';

export interface Lines {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly frame: ParallelFrame;
  readonly columns: readonly MatrixColumn[];
  readonly colours: PointLook['colours'];
  readonly theme: Tokens;
  /** Rows drawn, and selected rows drawn over them. */
  readonly rows: Int32Array;
  readonly top: Int32Array;
}

function* linesInto(ink: Ink, { frame, columns, colours, theme, rows, top }: Lines, ratio: number): Generator<void> {
  const input = { frame, columns, colours, ratio };
  const faint = top.length > 0 ? 0.3 : 1;
  yield* paintLines(ink, { ...input, rows, width: 1, opacity: lineOpacity(rows.length) * faint });
  // A dark edge tells selected lines from the others without their colour.
  const opacity = Math.max(0.3, lineOpacity(top.length));
  yield* paintLines(ink, { ...input, rows: top, width: 3, opacity, colours: parse(theme.ink) });
  yield* paintLines(ink, { ...input, rows: top, width: 1.5, opacity: Math.min(1, opacity * 2) });
}

const inkOf = ({ width, height }: Lines, ratio: number): Ink => emptyInk(Math.round(width * ratio), Math.round(height * ratio));

function imageOf(ink: Ink): ImageData {
  const image = new ImageData(ink.width, ink.height);
  dry(ink, image);
  return image;
}

/** The lines for an exported picture, at any resolution. */
export const linesAnswer = (lines: Lines): LayerAnswer => ({
  paint(ratio) {
    const ink = inkOf(lines, ratio);
    for (const _ of linesInto(ink, lines, ratio));
    return imageOf(ink);
  },
  svg: () =>
    linesSvg(lines.frame, lines.columns, lines.colours, [
      { rows: lines.rows, width: 1, opacity: lineOpacity(lines.rows.length) },
      { rows: lines.top, width: 2, opacity: 1 },
    ]),
});

/** Keeps the canvas of the lines painted, no longer than a frame at a time. To be called while a component is set up. */
export function paintsLines(asked: () => { readonly canvas: HTMLCanvasElement | undefined; readonly lines: Lines }): void {
  let turn = 0;
  $effect(() => {
    const { canvas, lines } = asked();
    const context = canvas?.getContext('2d');
    if (!context || lines.width < 2 || lines.height < 2) return;
    const mine = ++turn;
    const ratio = window.devicePixelRatio || 1;
    const ink = inkOf(lines, ratio);
    const painting = linesInto(ink, lines, ratio);
    // What was painted before stays until all of this is.
    const go = () => {
      if (mine !== turn) return;
      const until = performance.now() + 16;
      while (performance.now() < until)
        if (painting.next().done) {
          const on = context.canvas;
          if (on.width !== ink.width || on.height !== ink.height) [on.width, on.height] = [ink.width, ink.height];
          return context.putImageData(imageOf(ink), 0, 0);
        }
      requestAnimationFrame(go);
    };
    go();
    return () => {
      turn++;
    };
  });
}
