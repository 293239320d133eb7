import type { LayerAnswer } from './export-layer.ts';
import type { ExportTable } from './export-table.ts';
import { type PointImage, paintImage } from './point-image.ts';
import { pointsSvg } from './point-svg.ts';

/** Rows of a point layer for an exported picture: painted at any resolution, or one mark a row. */
export function pointAnswer(image: (ratio: number) => PointImage, table?: () => ExportTable): LayerAnswer {
  return {
    paint(ratio) {
      const at = image(ratio);
      const raster = new ImageData(
        Math.max(1, Math.round(at.frame.width * ratio)),
        Math.max(1, Math.round(at.frame.height * ratio)),
      );
      paintImage(raster, at);
      return raster;
    },
    svg: (id) => pointsSvg(image(1), id),
    ...(table && { table: table() }),
  };
}
