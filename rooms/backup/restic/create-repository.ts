// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inContext } from '#platform/make-context.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';
import { ResticFault } from './fault.ts';

/** POST {path}?create=true: the repository stands since the machine was enrolled; asked again, it changes nothing. */
export async function createRepository(house: House, client: Client, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { create } = request.query as { create?: string }; // no schema: whatever else is asked is refused below
  if (create !== 'true') throw new ResticFault(400, 'Seul « ?create=true » est compris à cette adresse.');
  await inContext<Tables, unknown>(house, client.entry, (ctx) =>
    ctx.tx
      .updateTable('backup.repository')
      .set({ seen_at: ctx.now().toString() })
      .where('organisation_id', '=', client.organisationId)
      .where('id', '=', client.repositoryId)
      .execute(),
  );
  return reply.status(200).send();
}

/** DELETE {path}: « if it is denied by the server it returns 403 ». No client removes a whole repository; the body closes a machine on its screen. */
export async function deleteRepository(): Promise<never> {
  throw new ResticFault(403, 'Un dépôt ne se supprime pas depuis un poste : fermez la machine sur la page Sauvegardes.');
}
