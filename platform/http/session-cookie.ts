// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { houseCookieAttributes as attributes, houseCookieName } from './house-cookie.ts';

const nameFor = (publicUrl: string): string => houseCookieName('beffroi', publicUrl);
// Where a technician's own session waits while they act in someone's name. It opens nothing from there.
const waitingFor = (publicUrl: string): string => houseCookieName('beffroi-waiting', publicUrl);

/** The session secret that the request presents, if any. */
export function sessionSecretOf(request: FastifyRequest, publicUrl: string): string | null {
  return request.cookies[nameFor(publicUrl)] ?? null;
}

/** Hands the session secret to the browser, out of reach of scripts. */
export function setSessionCookie(reply: FastifyReply, publicUrl: string, secret: string, maxAgeSeconds: number): void {
  void reply.setCookie(nameFor(publicUrl), secret, { ...attributes(publicUrl), maxAge: maxAgeSeconds });
}

/** Takes the session cookie back, and the one that waits. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(nameFor(publicUrl), attributes(publicUrl));
  forgetWaiting(reply, publicUrl);
}

/** Puts another session in the place of the browser's own, which waits until `resumeSession`. */
export function setSessionAside(reply: FastifyReply, publicUrl: string, secret: string, maxAgeSeconds: number): void {
  const own = sessionSecretOf(reply.request, publicUrl);
  if (own) void reply.setCookie(waitingFor(publicUrl), own, attributes(publicUrl));
  setSessionCookie(reply, publicUrl, secret, maxAgeSeconds);
}

/** Gives the browser its own session back, or none where none waits. */
export function resumeSession(reply: FastifyReply, publicUrl: string, maxAgeSeconds: number): void {
  const own = reply.request.cookies[waitingFor(publicUrl)];
  if (!own) return clearSessionCookie(reply, publicUrl);
  setSessionCookie(reply, publicUrl, own, maxAgeSeconds);
  forgetWaiting(reply, publicUrl);
}

/** Lets no earlier session come back: another person may have signed in. */
export function forgetWaiting(reply: FastifyReply, publicUrl: string): void {
  if (reply.request.cookies[waitingFor(publicUrl)] !== undefined) void reply.clearCookie(waitingFor(publicUrl), attributes(publicUrl));
}

/** The header that takes the session cookie back, for a protocol that answers by itself. */
export function clearedSessionCookie(publicUrl: string): string {
  const { secure } = attributes(publicUrl);
  return `${nameFor(publicUrl)}=; Path=/; HttpOnly; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT${secure ? '; Secure' : ''}`;
}
