import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may come in. The server is on this machine, and so is every web page that its person has open. */
export interface Guard {
  readonly port: number;
  /** In the address that is given to the person; whoever has it gets the cookie. */
  readonly token: string;
  /** The cookie's value. */
  readonly session: string;
}

export function createGuard(port: number): Guard {
  const secret = () => randomBytes(32).toString('base64url');
  return { port, token: secret(), session: secret() };
}

/** Hashed first, so that neither the time nor an exception tells of lengths. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Against DNS rebinding: a foreign name that points to 127.0.0.1 arrives with that name as its Host. */
export function isOurHost(guard: Guard, headers: IncomingHttpHeaders): boolean {
  return headers.host === `127.0.0.1:${guard.port}` || headers.host === `localhost:${guard.port}`;
}

/**
 * Cookies go along whichever page asks, from any port of this machine; the Origin says which page it was. To be called
 * for a Host that is ours.
 */
export function isOurOrigin(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined && headers.origin === `http://${headers.host}`;
}

/** Cookies ignore the port, so two servers on one machine need two names. */
const cookieName = (guard: Guard): string => `latent-lens-${guard.port}`;

export function hasSession(guard: Guard, headers: IncomingHttpHeaders): boolean {
  return (headers.cookie ?? '').split(';').some((pair) => {
    const [name, value] = pair.trim().split('=', 2);
    return name === cookieName(guard) && sameSecret(value ?? '', guard.session);
  });
}

export function sessionCookie(guard: Guard): string {
  return `${cookieName(guard)}=${guard.session}; Path=/; HttpOnly; SameSite=Strict`;
}
