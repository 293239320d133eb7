import { createPlotter } from './plotter.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

const plotter = createPlotter();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const send = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });
  if (data.kind === 'hold') return plotter.hold(data.id, data.array);
  if (data.kind === 'drop') return plotter.drop(data.id);
  try {
    const answer = plotter.answer(data.request);
    const arrays =
      'pictures' in answer
        ? answer.pictures.map(({ pixels }) => pixels)
        : 'pixels' in answer
          ? [answer.pixels]
          : 'colours' in answer
            ? [answer.colours, answer.markers]
            : 'xs' in answer
              ? [answer.xs, answer.ys]
              : [];
    send(
      { id: data.id, answer },
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  } catch (thrown) {
    send({ id: data.id, fault: String(thrown) });
  }
});
