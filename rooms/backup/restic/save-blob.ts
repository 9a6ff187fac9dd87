// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { storeName, uploadBlob } from '#platform/blobs/upload-blob.ts';
import type { House } from '#platform/house.ts';
import { fullFault } from '../quota/full-fault.ts';
import type { Client } from './admit-client.ts';
import { ResticFault } from './fault.ts';
import { noteRefusedObject } from './note-refusal.ts';
import { paced, usualPace, type Pace } from './paced.ts';
import type { ObjectPath } from './path.ts';
import { recordUpload } from './record-upload.ts';
import type { Turns } from './turns.ts';

/** restic makes packs of 128 MiB at most (`--pack-size`), which a last blob may exceed a little. */
export const MOST_BYTES = 256 * 1024 * 1024;

/**
 * POST {path}/{type}/{name}: keeps the object. Its bytes are checked against their name while they are written beside, safe from a power cut
 * (file, then folder), before the one short transaction that counts and shows them; only then is the client told. A cut anywhere shows nothing.
 *
 * The same object again is answered 200 and changes nothing: restic sends it when an answer was lost, and being unable to remove it first
 * (append-only) it would give up.
 */
export async function saveBlob(
  { house, turns, pace = usualPace }: { house: House; turns: Turns; pace?: Pace },
  client: Client,
  path: ObjectPath,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MOST_BYTES) throw new ResticFault(413, `Un objet compte au plus ${MOST_BYTES} octets.`);
  // A lock takes no room that counts, and a full body must still restore; a maintenance writes before it frees.
  const isBounded = path.type !== 'locks' && !client.maintenanceId;
  if (isBounded && !fits(client, declared)) {
    await noteRefusedObject(house, client);
    throw await fullFault(house, client);
  }
  // A lock that waits behind its own machine's data would grow stale, and restic give up.
  const endTurn = path.type === 'locks' ? null : await turns.take(client, request.raw);
  try {
    await receive(house, client, path, paced(request.raw, MOST_BYTES, pace), isBounded);
  } finally {
    endTurn?.();
  }
  return reply.status(200).send();
}

async function receive(house: House, client: Client, path: ObjectPath, content: AsyncIterable<Buffer>, isBounded: boolean): Promise<void> {
  const uploaded = await uploadBlob(house, client.organisationId, content, {
    raw: true,
    ...(path.type !== 'config' && { digest: path.name }),
  });
  // An empty configuration would stand for ever: none is ever replaced.
  if (uploaded.size === 0) {
    await house.blobs.remove(storeName(uploaded));
    throw new ResticFault(400, 'Aucun objet n’est vide : rien n’a été enregistré.');
  }
  const { outcome, isKept } = await recordUpload(house, client, path, uploaded, isBounded);
  // A body keeps a content once.
  if (!isKept) await house.blobs.remove(storeName(uploaded));
  if (outcome === 'full') {
    await noteRefusedObject(house, client);
    throw await fullFault(house, client);
  }
  if (outcome === 'other') throw new ResticFault(403, 'La configuration d’un dépôt ne se remplace pas.');
}

function fits({ account: { isOpen, bytes, hardBytes } }: Client, more: number): boolean {
  return isOpen && (hardBytes === null || bytes + more <= hardBytes);
}
