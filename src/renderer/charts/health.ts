import { aggregateDensity, type LatentCodes, priorDensity } from '../../shared/geometry/latent-plane.ts';

/** A bar of the health strip, in a box of pixels. */
export interface KlBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One bar for each latent dimension, its height by its KL; a collapsed one still shows a line to point at. */
export function klBars(kl: readonly number[], width: number, height: number): readonly KlBar[] {
  const most = Math.max(0.1, ...kl.filter(Number.isFinite));
  const step = width / Math.max(1, kl.length);
  const wide = Math.max(2, Math.min(24, step - 3));
  return kl.map((value, i) => {
    const tall = Math.max(1, (Math.max(0, Number.isFinite(value) ? value : 0) / most) * height);
    return { x: i * step + (step - wide) / 2, y: height - tall, width: wide, height: tall };
  });
}

/** The aggregate posterior of a dimension against the prior, as SVG paths in a box. */
export interface AgainstPrior {
  readonly posterior: string;
  readonly prior: string;
}

const from = -4;
const steps = 96;
const grid = Float64Array.from({ length: steps + 1 }, (_, i) => from - (2 * from * i) / steps);

export function againstPrior(codes: LatentCodes, dimension: number, width: number, height: number): AgainstPrior {
  const posterior = aggregateDensity(codes, dimension, grid);
  const prior = grid.map(priorDensity);
  // A spike is cut at three times the prior's height.
  const top = Math.min(3 * prior[steps / 2]!, Math.max(...posterior, ...prior)) * 1.05;
  const path = (values: Float64Array): string =>
    Array.from(values, (value, i) => {
      const x = Math.round((i / steps) * width * 10) / 10;
      const y = Math.round((1 - Math.min(1, value / top)) * height * 10) / 10;
      return `${i === 0 ? 'M' : 'L'}${x} ${y}`;
    }).join('');
  return { posterior: `${path(posterior)}L${width} ${height}L0 ${height}z`, prior: path(prior) };
}
