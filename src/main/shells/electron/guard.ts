import type { Session, WebContents } from 'electron';

/**
 * The window shows the application and nothing else: it goes nowhere, opens nothing and is granted nothing. A page that got
 * hold of it could otherwise take the preload's bridge along.
 */
export function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No camera, place, notification, device or clipboard reading: nothing here asks for them. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
