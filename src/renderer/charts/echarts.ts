import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { ChartOption } from './option.ts';

/** The parts of ECharts that the charts are made of, and no more. Loaded when the first chart is shown. */
use([
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  LabelLayout,
  CanvasRenderer,
  SVGRenderer,
]);

/** A place in a chart: which of its grids, and the data's coordinates there. */
export interface Place {
  readonly grid: number;
  readonly x: number;
  readonly y: number;
}

export interface Mounted {
  draw(option: ChartOption): void;
  resize(): void;
  dispose(): void;
}

export function mount(element: HTMLElement, onplace: (place: Place, event: MouseEvent) => void): Mounted {
  const chart = init(element, null, { renderer: 'canvas' });
  let grids = 1;
  chart.getZr().on('click', (event) => {
    const at = [event.offsetX, event.offsetY];
    for (let grid = 0; grid < grids; grid++) {
      if (!chart.containPixel({ gridIndex: grid }, at)) continue;
      const [x, y] = chart.convertFromPixel({ gridIndex: grid }, at) as [number, number];
      onplace({ grid, x, y }, event.event as unknown as MouseEvent);
      return;
    }
  });
  return {
    draw(option) {
      grids = Array.isArray(option.grid) ? option.grid.length : 1;
      chart.setOption(option, { notMerge: true });
    },
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}

/** The chart by itself as SVG, its tooltips left out. */
export function renderSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The chart by itself in a canvas of its own, `ratio` pixels for each CSS pixel. */
export function renderCanvas(option: ChartOption, width: number, height: number, ratio: number): HTMLCanvasElement {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', devicePixelRatio: ratio, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToCanvas({ pixelRatio: ratio });
  } finally {
    chart.dispose();
  }
}
