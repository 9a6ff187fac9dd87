// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { refuse } from './refusals.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that changes something and that another site made the browser send. Browsers say where a request comes from
 * (`Sec-Fetch-Site`, else `Origin`); a program that is no browser sends neither, and carries no ambient cookie.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site !== undefined) throw refuse('platform.foreign-origin');
  const { origin } = request.headers;
  if (origin !== undefined && origin !== new URL(publicUrl).origin) throw refuse('platform.foreign-origin');
}
