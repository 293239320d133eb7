import type { CallName, Input, Output } from '../../shared/contract.ts';
import { fromErrorValue, LensError } from '../../shared/errors.ts';
import { decode, encode } from '../../shared/wire.ts';
import type { Client, FileKind, UploadWatch } from '../client.ts';
import { framesOf } from './frames.ts';
import { plain } from './plain.ts';
import { type Socket, socketLine } from './socket.ts';

const accepted: Record<FileKind, string> = {
  table: '.csv,.tsv,.tab,.txt,.parquet,.json,.ndjson,.jsonl,.gz',
  project: '.lens',
  model: '.json',
};

function openSocket(url: string): Socket {
  const inner = new WebSocket(url);
  inner.binaryType = 'arraybuffer';
  const socket: Socket = {
    send: (bytes) => inner.send(bytes),
    close: () => inner.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  inner.onopen = () => socket.onopen?.();
  const take = framesOf((frame) => socket.onmessage?.(frame));
  inner.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) =>
    take(typeof data === 'string' ? data : new Uint8Array(data));
  inner.onclose = () => socket.onclose?.();
  return socket;
}

/** XMLHttpRequest because fetch tells nothing of how far an upload is. */
function sendFile(file: File, watch: UploadWatch | undefined): Promise<string> {
  return new Promise((settle, fail) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) watch?.progress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 200) return settle((JSON.parse(request.responseText) as { upload: string }).upload);
      const reason = request.responseText.trim() || `status ${request.status}`;
      fail(
        new LensError('input', `'${file.name}' could not be taken in: ${reason}`, 'Look at the size of the file and try again.'),
      );
    };
    request.onerror = () =>
      fail(new LensError('input', `'${file.name}' could not be sent.`, 'Look whether the file is still there, then try again.'));
    request.onabort = () => fail(new LensError('cancelled', `Taking in '${file.name}' was cancelled.`));
    request.onloadend = () => watch?.signal.removeEventListener('abort', cancel);
    watch?.signal.addEventListener('abort', cancel);
    request.send(file);
  });
}

function pickFile(kind: FileKind): Promise<File | null> {
  return new Promise((settle) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accepted[kind];
    input.onchange = () => settle(input.files?.[0] ?? null);
    input.oncancel = () => settle(null);
    input.click();
  });
}

/** The contract over a WebSocket to the local server that this page came from. */
export function browserClient(): Client {
  const line = socketLine(() => openSocket(`ws://${location.host}/contract`), { encode, decode });
  return {
    shell: 'browser',
    async call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
      const result = await line.call(name, plain(input));
      if (!result.ok) throw fromErrorValue(result.error);
      return result.value as Output<N>;
    },
    subscribe: line.subscribe,
    watchConnection: line.watch,
    onCommand: () => () => {},
    async upload(file, watch) {
      return { kind: 'upload', upload: await sendFile(file, watch), name: file.name };
    },
    async chooseOpen(kind) {
      const file = await pickFile(kind);
      return file === null ? null : { kind: 'file', file };
    },
    chooseSave: async (name) => ({ kind: 'download', name }),
    async deliver(target, result) {
      if (target.kind !== 'download') return;
      const link = document.createElement('a');
      link.href = `/download/${encodeURIComponent(String(result))}?name=${encodeURIComponent(target.name)}`;
      link.download = target.name;
      link.click();
    },
  };
}
