// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { permissionsOf } from '../access/permissions-of.ts';
import type { SignedIn } from '../access/provided.ts';
import { identityOf, rightsOf } from '../access/providers.ts';
import type { Actor } from '../context.ts';
import type { House } from '../house.ts';
import type { Entry } from '../make-context.ts';
import type { Route } from '../room.ts';
import { refuse } from './refusals.ts';
import { sessionSecretOf } from './session-cookie.ts';
import { takeFromLimit } from './rate-limit.ts';

/** Lets a request through to its action, or refuses: not signed in, body unknown, no permission there, right not held, too many. */
export async function admit(house: House, route: Route, request: FastifyRequest): Promise<Entry> {
  const signedIn = await whoIs(house, request);
  if (route.permission !== 'public' && !signedIn) throw refuse('platform.sign-in-required');
  const organisation = route.endpoint.scope === 'organisation' ? await bodyInAddress(house, request) : null;
  const may = (permission: string, organisationId: string): boolean => signedIn !== null && holds(house, signedIn, permission, organisationId);
  if (organisation && !isAllowedIn(route, organisation, may)) throw refuse('platform.not-permitted');
  if (route.right && organisation && !(await rightsOf(house).holds(house, organisation, route.right))) throw refuse('platform.right-missing');
  const actor: Actor = signedIn
    ? { kind: 'person', personId: signedIn.personId, name: signedIn.name, sessionId: signedIn.sessionId }
    : { kind: 'public' };
  await takeRequest(house, route, request, actor, organisation);
  return {
    actor,
    organisation,
    ...(route.endpoint.scope === 'person' && { organisations: signedIn?.mandates.map((mandate) => mandate.organisationId) ?? [] }),
    may,
  };
}

/** Who holds the session of this request; asked once per request. */
export async function whoIs(house: House, request: FastifyRequest): Promise<SignedIn | null> {
  const secret = sessionSecretOf(request, house.settings.publicUrl);
  return secret ? identityOf(house).whoIs(house, secret, house.clock.now()) : null;
}

function isAllowedIn(route: Route, organisation: string, may: (permission: string, organisationId: string) => boolean): boolean {
  if (route.permission === 'public') return true;
  return may(route.permission, organisation);
}

function holds(house: House, signedIn: SignedIn, permission: string, organisationId: string): boolean {
  return signedIn.mandates.some(
    (mandate) =>
      mandate.organisationId === organisationId && (permission === 'signed-in' || permissionsOf(house.index, mandate.roles).has(permission)),
  );
}

async function bodyInAddress(house: House, request: FastifyRequest): Promise<string> {
  const { organisation: slug } = request.params as { organisation: string }; // the scope's prefix names it
  const body = await identityOf(house).organisationOf(house, slug);
  if (!body) throw refuse('platform.unknown-body');
  return body.id;
}

async function takeRequest(house: House, route: Route, request: FastifyRequest, actor: Actor, organisation: string | null): Promise<void> {
  if (!route.limit) return;
  const { most, seconds, per } = route.limit;
  const whose = per === 'organisation' ? organisation : per === 'person' && actor.kind === 'person' ? actor.personId : request.ip;
  await takeFromLimit(house, `${route.endpoint.method} ${route.endpoint.path} ${whose}`, { most, seconds });
}
