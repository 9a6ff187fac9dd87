// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';

// The prefix makes browsers refuse the cookie from a sibling host or without TLS; it needs https.
const nameFor = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-beffroi' : 'beffroi');

/** The session secret that the request presents, if any. */
export function sessionSecretOf(request: FastifyRequest, publicUrl: string): string | null {
  return request.cookies[nameFor(publicUrl)] ?? null;
}

/** Hands the session secret to the browser, out of reach of scripts. */
export function setSessionCookie(reply: FastifyReply, publicUrl: string, secret: string, maxAgeSeconds: number): void {
  void reply.setCookie(nameFor(publicUrl), secret, { ...attributes(publicUrl), maxAge: maxAgeSeconds });
}

/** Takes the session cookie back. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(nameFor(publicUrl), attributes(publicUrl));
}

function attributes(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}
