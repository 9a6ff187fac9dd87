// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { ScimFault } from './fault.ts';

const PERMISSION = 'people.provision';

export type Program = {
  /** The address under which the body's resources are found, without a final slash. */
  base: string;
  /** Runs in a transaction of the body, as this program. */
  inside: <Result>(work: (ctx: Context<Tables>) => Promise<Result>) => Promise<Result>;
};

/** The program that asks, when its token is one of the body in the address and may provision there. */
export async function programOf(house: House, request: FastifyRequest): Promise<Program> {
  const [, secret] = /^Bearer +([\w.~+/-]{20,200}=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = secret ? await identityOf(house).whoseToken?.(house, secret, house.clock.now()) : null;
  if (!token) {
    await takeFromLimit(house, `scim refused ${request.ip}`, { most: 60, seconds: 60 });
    throw new ScimFault(401, 'Présentez un jeton d’API de cette collectivité, en cours de validité.');
  }
  const { organisation: slug } = request.params as { organisation: string }; // the prefix names it
  const body = await identityOf(house).organisationOf(house, slug);
  if (body?.id !== token.organisationId || !token.permissions.includes(PERMISSION))
    throw new ScimFault(403, 'Ce jeton ne permet pas de provisionner les personnes de cette collectivité.');
  await takeFromLimit(house, `scim ${token.tokenId}`, { most: 1_200, seconds: 60 });
  const entry = {
    actor: { kind: 'token', tokenId: token.tokenId, name: token.name } as const,
    organisation: body.id,
    requestId: request.id,
    address: request.ip,
    may: (permission: string, organisationId: string) => organisationId === body.id && token.permissions.includes(permission),
  };
  return { base: `${house.settings.publicUrl}/o/${body.slug}/scim/v2`, inside: (work) => inContext(house, entry, work) };
}
