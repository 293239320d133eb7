import type { ExportTable } from './export-table.ts';

/**
 * How the parts of a chart that are painted into canvases come into its exported picture: the exporter sends each canvas a
 * request, and what paints it answers. A canvas that does not answer is taken as it looks.
 */
export const layerEvent = 'exportlayer';

export interface LayerAnswer {
  /** The layer at so many pixels for each CSS pixel. */
  paint(ratio: number): ImageData;
  /** The layer as SVG within its own box; null where it holds too many marks for a picture of lines. */
  svg(id: string): string | null;
  /** The rows that it shows. */
  readonly table?: ExportTable;
}

export interface LayerRequest {
  answer: LayerAnswer | null;
}

export function askLayer(canvas: HTMLCanvasElement): LayerAnswer | null {
  const detail: LayerRequest = { answer: null };
  canvas.dispatchEvent(new CustomEvent<LayerRequest>(layerEvent, { detail }));
  return detail.answer;
}

/** For `{@attach}`: answers the exporter for this canvas. */
export const answersExport = (answer: () => LayerAnswer | null) => (canvas: HTMLCanvasElement) => {
  const hear = (event: Event) => {
    (event as CustomEvent<LayerRequest>).detail.answer = answer();
  };
  canvas.addEventListener(layerEvent, hear);
  return () => canvas.removeEventListener(layerEvent, hear);
};
