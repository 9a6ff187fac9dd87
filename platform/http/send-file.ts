// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from '../room.ts';

/** Sends a download. The name goes in both forms of RFC 6266, so that accents survive everywhere. */
export function sendFile(reply: FastifyReply, { name, type, content, inline }: FileAnswer): FastifyReply {
  const ascii = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '');
  const disposition = `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  void reply.header('content-disposition', disposition).type(type);
  return reply.send(content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : content);
}
