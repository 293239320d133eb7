import { isOurAddress } from './address.ts';

interface Frame {
  readonly url: string;
}

interface Contents {
  readonly mainFrame: Frame;
}

/** As much of Electron's IPC event as tells who sent it. */
export interface Sent {
  readonly sender: Contents;
  readonly senderFrame: Frame | null;
}

/** Whether a message comes from the main frame of our own window, showing a page of ours. */
export function isFromOurWindow(event: Sent, ours: Contents | null): boolean {
  return (
    ours !== null &&
    event.sender === ours &&
    event.senderFrame !== null &&
    event.senderFrame === event.sender.mainFrame &&
    isOurAddress(event.senderFrame.url)
  );
}
