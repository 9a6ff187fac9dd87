// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { removeObject } from '../quota/record-object.ts';
import type { Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';
import { ResticFault } from './fault.ts';
import { findObject } from './find-object.ts';
import { noteRefusedRemoval } from './note-refusal.ts';
import type { ObjectPath } from './path.ts';

/**
 * DELETE {path}/{type}/{name}: append-only. A machine removes its locks and nothing else; during a maintenance that two persons opened, what its
 * client removes goes to the bin, where it is held for days.
 */
export async function deleteBlob(house: House, client: Client, path: ObjectPath, reply: FastifyReply): Promise<FastifyReply> {
  if (path.type !== 'locks' && !client.maintenanceId) {
    await noteRefusedRemoval(house, client);
    throw new ResticFault(403, 'Ce dépôt ne fait qu’ajouter : un effacement demande une maintenance, ouverte par deux personnes (page Sauvegardes).');
  }
  const object = await findObject(house, client, path);
  if (!object) throw new ResticFault(404, 'Cet objet n’est pas dans le dépôt.');
  await inContext<Tables, void>(house, client.entry, (ctx) =>
    removeObject(ctx, { repositoryId: client.repositoryId, objectId: object.id, maintenanceId: path.type === 'locks' ? null : client.maintenanceId }),
  );
  return reply.status(200).send();
}
