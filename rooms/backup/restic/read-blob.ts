// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openContent } from '#platform/blobs/read-blob.ts';
import type { House } from '#platform/house.ts';
import type { Client } from './admit-client.ts';
import { rangeOf } from './byte-range.ts';
import { ResticFault } from './fault.ts';
import { findObject, type FoundObject } from './find-object.ts';
import type { ObjectPath } from './path.ts';

/** HEAD {path}/{type}/{name}: whether it is there, and its size. */
export async function checkBlob(house: House, client: Client, path: ObjectPath, reply: FastifyReply): Promise<FastifyReply> {
  const { size } = await found(house, client, path);
  return reply.header('content-type', 'binary/octet-stream').header('accept-ranges', 'bytes').header('content-length', size).send();
}

/** GET {path}/{type}/{name}: the bytes, or the part that a Range header asks for (206). They leave after the transaction that found them. */
export async function readBlob(house: House, client: Client, path: ObjectPath, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { size, blobId } = await found(house, client, path);
  const part = rangeOf(request.headers.range, size);
  const range = part ?? { first: 0, last: size - 1 };
  // Kept as the client encrypted them: no key of ours opens or closes them.
  const content = await openContent(house, { organisationId: client.organisationId, id: blobId, size }, null, range);
  if (part) void reply.status(206).header('content-range', `bytes ${part.first}-${part.last}/${size}`);
  return reply
    .header('content-type', 'binary/octet-stream')
    .header('accept-ranges', 'bytes')
    .header('content-length', range.last - range.first + 1)
    .send(content);
}

async function found(house: House, client: Client, path: ObjectPath): Promise<FoundObject> {
  const object = await findObject(house, client, path);
  if (!object) throw new ResticFault(404, 'Cet objet n’est pas dans le dépôt.');
  return object;
}
