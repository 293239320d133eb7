import type { Dense } from '../network/layout.ts';
import type { Network } from '../network/network.ts';
import { denseForward } from '../plain/dense.ts';
import { createWorkspace, type DenseForward, type Workspace } from '../plain/forward.ts';
import { padded } from './columns.ts';
import { instantiateLatent, type LatentKernel, usualLatentKernel } from './kernel.ts';
import { growTo } from './memory.ts';

/** Fewer rows are not worth the way into the memory and back. */
const worthwhile = 8;
const weightsAt = 1024;

interface Bench {
  readonly memory: WebAssembly.Memory;
  readonly functions: LatentKernel;
  /** Whose weights lie there. */
  owner: Weights | null;
}

/** One in a thread, for all workspaces: whoever finds another's weights there puts its own. */
let bench: Bench | null | undefined;

function theBench(): Bench | null {
  if (bench === undefined) {
    const module = usualLatentKernel();
    const memory = module && new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
    bench = module && memory && { memory, functions: instantiateLatent(module, memory), owner: null };
  }
  return bench;
}

/** What one workspace has in the memory: the layers of one vector of parameters, then room for a block's x and y. */
interface Weights {
  parameters: Float32Array | null;
  readonly at: ReadonlyMap<Dense, number>;
  readonly x: number;
  readonly y: number;
  readonly end: number;
}

const columnsOf = ({ outputs }: Dense): number => padded(outputs, 4);

function planOf({ layout, rows }: Pick<Workspace, 'layout' | 'rows'>): Weights {
  const layers = [...layout.encoder, ...layout.decoder];
  const at = new Map<Dense, number>();
  let end = weightsAt;
  for (const dense of layers) {
    at.set(dense, end);
    end += 8 * columnsOf(dense) * (dense.inputs + 1);
  }
  const x = end;
  const y = x + 8 * padded(rows, 4) * Math.max(...layers.map(({ inputs }) => inputs));
  return { parameters: null, at, x, y, end: y + 8 * padded(rows, 4) * Math.max(...layers.map(columnsOf)) };
}

/** Panels of 4 outputs: their biases, then their weights input by input. What fills up is 0. */
function packLayer(numbers: Float64Array, from: number, dense: Dense, parameters: Float32Array): void {
  const { inputs, outputs, weights, bias } = dense;
  for (let o = 0; o < columnsOf(dense); o++) {
    const to = from + Math.floor(o / 4) * 4 * (inputs + 1) + (o % 4);
    numbers[to] = o < outputs ? parameters[bias + o] : 0;
    for (let i = 0; i < inputs; i++) numbers[to + 4 * (i + 1)] = o < outputs ? parameters[weights + i * outputs + o] : 0;
  }
}

/**
 * A workspace whose layers are computed by the WebAssembly kernel in f64, with the bits that plain TypeScript gives. The
 * parameters must not change as long as it is in use.
 */
export function createFastWorkspace(network: Network, rows: number): Workspace {
  const space = createWorkspace(network, rows);
  const plan = planOf(space);
  const dense: DenseForward = (parameters, layer, x, y, count) => {
    const at = plan.at.get(layer);
    const there = count < worthwhile || at === undefined ? null : theBench();
    if (!there || at === undefined || !growTo(there.memory, plan.end)) return denseForward(parameters, layer, x, y, count);
    const numbers = new Float64Array(there.memory.buffer);
    if (there.owner !== plan || plan.parameters !== parameters) {
      for (const [one, from] of plan.at) packLayer(numbers, from / 8, one, parameters);
      there.owner = plan;
      plan.parameters = parameters;
    }
    const columns = columnsOf(layer);
    const { inputs, outputs } = layer;
    numbers.set(x.subarray(0, count * inputs), plan.x / 8);
    there.functions.exact(plan.x, inputs, at, plan.y, columns, padded(count, 4));
    if (columns === outputs) y.set(numbers.subarray(plan.y / 8, plan.y / 8 + count * outputs));
    else
      for (let r = 0; r < count; r++) {
        const from = plan.y / 8 + r * columns;
        for (let o = 0; o < outputs; o++) y[r * outputs + o] = numbers[from + o];
      }
  };
  return { ...space, dense };
}
