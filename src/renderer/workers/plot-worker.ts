import { createPlotter } from './plotter.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

const plotter = createPlotter();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const send = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });
  if (data.kind === 'hold') return plotter.hold(data.id, data.array);
  if (data.kind === 'drop') return plotter.drop(data.id);
  try {
    const answer = plotter.answer(data.request);
    const pictures = 'pictures' in answer ? answer.pictures : 'pixels' in answer ? [answer] : [];
    send(
      { id: data.id, answer },
      pictures.map(({ pixels }) => pixels.buffer),
    );
  } catch (thrown) {
    send({ id: data.id, fault: String(thrown) });
  }
});
