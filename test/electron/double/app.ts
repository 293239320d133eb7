import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';

/** An event that a listener may forbid. */
export function forbiddable(): { defaultPrevented: boolean; preventDefault(): void } {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly recentDocuments: string[] = [];
  /** Set by the window's module: what must be closed before the process ends. */
  closeWindows: () => Promise<void> = async () => {};
  closeBrowser: () => Promise<void> = async () => {};
  /** Set by the browser's module. */
  launch: () => Promise<void> = async () => {};
  #ready: Promise<void> | null = null;

  setName(): void {}
  setAboutPanelOptions(): void {}
  getPath(): string {
    return process.env.LENS_DOUBLE_PROFILE ?? tmpdir();
  }
  addRecentDocument(path: string): void {
    this.recentDocuments.push(path);
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  whenReady(): Promise<void> {
    this.#ready ??= this.launch();
    return this.#ready;
  }
  quit(): void {
    void this.closeWindows().then(() => {
      const event = forbiddable();
      this.emit('will-quit', event);
      if (!event.defaultPrevented) this.exit();
    });
  }
  exit(code = 0): void {
    void this.closeBrowser().finally(() => process.exit(code));
  }
}

export const app = new App();
