/**
 * The script that runs the built preload in a page: the few modules that a sandboxed preload may require, over the bindings
 * `__electronInvoke` and `__electronOpen`. Only the main frame gets it, as in Electron.
 */
export const runtime = (preload: string, platform: string): string => `(() => {
  if (window.top !== window) return;
  const listeners = new Map();
  const of = (channel) => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel);
  const ipcRenderer = {
    invoke: (channel, ...args) => __electronInvoke(channel, args),
    on: (channel, listener) => void of(channel).add(listener),
    off: (channel, listener) => void of(channel).delete(listener),
  };
  globalThis.__electronDeliver = (channel, args) => {
    for (const listener of [...of(channel)]) listener({}, ...args);
  };
  const contextBridge = {
    exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value) }),
  };
  // Where a file lies is not known to a browser; a test says it.
  const webUtils = { getPathForFile: (file) => globalThis.__filePaths?.[file.name] ?? '' };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error('module not found: ' + name);
  };
  window.open = (url) => {
    __electronOpen(String(url));
    return null;
  };
  const module = { exports: {} };
  (function (require, module, exports, process) {
${preload}
  })(require, module, module.exports, { platform: ${JSON.stringify(platform)}, versions: {}, env: {} });
})();`;
