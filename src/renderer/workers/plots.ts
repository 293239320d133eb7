import type { RowResults } from '../../shared/contract.ts';
import type { Bins } from '../../shared/geometry/bins.ts';
import type { Places } from '../../shared/geometry/places.ts';
import type { MatrixDensity } from '../charts/matrix-density.ts';
import type { Theme } from '../charts/palette.ts';
import type { PointImage } from '../charts/point-image.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import type {
  BinsAnswer,
  ColoursAnswer,
  FromWorker,
  Held,
  MatrixAnswer,
  PlacesRequest,
  PointsAnswer,
  Request,
  ToWorker,
} from './protocol.ts';

/** From this many rows on, drawing and counting leave the window's own thread. */
export const rowsOfItsOwn = 50_000;

const budget = 384e6;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The worker that paints and counts where rows are many. It starts when it is first asked. */
export class Plots {
  #worker: Worker | null = null;
  #holdings: Holdings | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  points(image: PointImage, width: number, height: number): Promise<PointsAnswer> {
    const { xs, ys, look, ...rest } = image;
    const own = look.colours instanceof Uint8Array ? look.colours : null;
    const arrays = [xs, ys, own, look.markers, look.flags];
    const [x, y, colours, markers, flags] = this.#ids(arrays);
    return this.#ask({
      kind: 'points',
      ...rest,
      width,
      height,
      xs: x!,
      ys: y!,
      colours: colours ?? (look.colours as Exclude<typeof look.colours, Uint8Array>),
      markers: markers!,
      flags: flags!,
    });
  }

  bins(values: Float64Array, bins: Bins, flags: Uint8Array | null): Promise<BinsAnswer> {
    const [id, states] = this.#ids([values, flags]);
    return this.#ask({ kind: 'bins', values: id!, bins, flags: states! });
  }

  matrix({ columns, look, ...rest }: MatrixDensity): Promise<MatrixAnswer> {
    const own = look.colours instanceof Uint8Array ? look.colours : null;
    const [colours, flags, ...ids] = this.#ids([own, look.flags, ...columns]);
    return this.#ask({
      kind: 'matrix',
      ...rest,
      columns: ids.map((id) => id!),
      colours: colours ?? (look.colours as Exclude<typeof look.colours, Uint8Array>),
      flags: flags!,
    });
  }

  colours(results: RowResults, theme: Theme, paint: readonly number[] | undefined): Promise<ColoursAnswer> {
    const [responsibilities, labels] = this.#ids([results.responsibilities, results.labels]);
    return this.#ask({
      kind: 'colours',
      responsibilities: responsibilities!,
      labels: labels!,
      k: results.k,
      theme,
      paint: paint && [...paint],
    });
  }

  places(columns: readonly Float64Array[], rest: Omit<PlacesRequest, 'kind' | 'columns'>): Promise<Places> {
    const columnIds = this.#ids(columns).map((id) => id!);
    return this.#ask({ kind: 'places', columns: columnIds, ...rest });
  }

  #ids(arrays: readonly (Held | null)[]): readonly (number | null)[] {
    const there = arrays.filter((array) => array !== null);
    const ids = this.#start().ids(there);
    return arrays.map((array) => (array === null ? null : ids[there.indexOf(array)]!));
  }

  #ask<T>(request: Request): Promise<T> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ kind: 'ask', id, request });
    });
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #start(): Holdings {
    if (this.#holdings) return this.#holdings;
    const worker = new Worker(new URL('./plot-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('answer' in data) waiting?.resolve(data.answer as never);
      else waiting?.reject(new Error(data.fault));
    };
    worker.onerror = (event) => this.#lost(event.message || 'The worker did not start.');
    this.#worker = worker;
    this.#holdings = createHoldings(
      budget,
      (id, array) => this.#post({ kind: 'hold', id, array: apart(array) }),
      (id) => this.#post({ kind: 'drop', id }),
    );
    return this.#holdings;
  }

  /** Who waits draws by itself; the next who asks gets a new worker. */
  #lost(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#holdings = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}

/** A copy of its own, shared where pages may share: a view into a large answer must not take all of it along. */
function apart(array: Held): Held {
  if (!crossOriginIsolated) return array.slice();
  const room = new SharedArrayBuffer(array.byteLength);
  new Uint8Array(room).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return new (array.constructor as new (of: SharedArrayBuffer) => Held)(room);
}
