// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';

/** The name under which browsers keep a cookie: with https, a prefix makes them refuse it from a sibling host or without TLS. */
export function houseCookieName(name: string, publicUrl: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** Of every cookie of this house: out of reach of scripts, and of other sites' requests that change something. */
export function houseCookieAttributes(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}

/** Hands the browser a cookie that `ctx.cookie(name)` reads; a null value takes it back. */
export function setHouseCookie(reply: FastifyReply, publicUrl: string, name: string, value: string | null, maxAgeSeconds = 0): void {
  const attributes = houseCookieAttributes(publicUrl);
  if (value === null) void reply.clearCookie(houseCookieName(name, publicUrl), attributes);
  else void reply.setCookie(houseCookieName(name, publicUrl), value, { ...attributes, maxAge: maxAgeSeconds });
}
