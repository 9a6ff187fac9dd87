// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { holds } from '../access/permissions-of.ts';
import type { SignedIn, TokenHolder } from '../access/provided.ts';
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
  const token = await whoseToken(house, request);
  const organisation = route.endpoint.scope === 'organisation' ? await bodyInAddress(house, request) : null;
  const signedIn = token ? null : await whoIs(house, request, organisation);
  if (route.permission !== 'public' && !signedIn && !(token && organisation)) throw refuse('platform.sign-in-required');
  if (signedIn?.supportedBy && isWithheld(route)) throw refuse('platform.withheld-from-support');
  const may = (permission: string, organisationId: string): boolean => {
    if (token) return token.organisationId === organisationId && token.permissions.includes(permission);
    return signedIn !== null && holds(house.index, signedIn, permission, organisationId, organisation);
  };
  if (organisation && route.permission !== 'public' && !may(route.permission, organisation)) throw refusalFor(signedIn, organisation);
  if (route.right && organisation && !(await rightsOf(house).holds(house, organisation, route.right))) throw refuse('platform.right-missing');
  const actor = actorOf(signedIn, token, organisation);
  await takeRequest(house, route, request, actor, organisation);
  return {
    actor,
    organisation,
    ...(route.endpoint.scope === 'person' && { organisations: openMandates(signedIn) }),
    may,
  };
}

/** Who holds the session of this request; asked once per request. `addressed` is the body in the address. */
export async function whoIs(house: House, request: FastifyRequest, addressed: string | null): Promise<SignedIn | null> {
  const secret = sessionSecretOf(request, house.settings.publicUrl);
  return secret ? identityOf(house).whoIs(house, secret, house.clock.now(), addressed) : null;
}

// A program's token is never ambient: a header that no other site can make a browser send. It stands instead of the session.
async function whoseToken(house: House, request: FastifyRequest): Promise<TokenHolder | null> {
  const [, secret] = /^Bearer +([\w.~+/-]{20,200}=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!secret) return null;
  const token = await identityOf(house).whoseToken?.(house, secret, house.clock.now());
  if (!token) throw refuse('platform.token-refused');
  return token;
}

function isWithheld({ support, endpoint, permission }: Route): boolean {
  if (support) return support === 'refused';
  return endpoint.scope !== 'organisation' && permission !== 'public';
}

function actorOf(signedIn: SignedIn | null, token: TokenHolder | null, organisation: string | null): Actor {
  if (token) return { kind: 'token', tokenId: token.tokenId, name: token.name };
  if (!signedIn) return { kind: 'public' };
  const { sessionId, supportedBy } = signedIn;
  const { personId, name } = accountIn(signedIn, organisation);
  return { kind: 'person', personId, name, sessionId, ...(supportedBy && { supportedBy }) };
}

// A body reads and journals the account that it knows: it never learns that the person has another.
function accountIn(signedIn: SignedIn, organisation: string | null): { personId: string; name: string } {
  const through = new Set((signedIn.delegated ?? []).map((delegated) => delegated.through));
  const known =
    signedIn.mandates.find(({ organisationId }) => organisationId === organisation) ??
    (organisation === null ? undefined : signedIn.mandates.find(({ organisationId }) => through.has(organisationId)));
  return known?.account ?? signedIn;
}

function openMandates(signedIn: SignedIn | null): string[] {
  return (signedIn?.mandates ?? []).filter(({ locked }) => !locked).map(({ organisationId }) => organisationId);
}

function refusalFor(signedIn: SignedIn | null, organisation: string): Error {
  const locked = signedIn?.mandates.find((mandate) => mandate.organisationId === organisation && mandate.locked)?.locked;
  if (locked === 'provider') return refuse('platform.other-sign-in-required');
  return refuse(locked ? 'platform.second-factor-required' : 'platform.not-permitted');
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
