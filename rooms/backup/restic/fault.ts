// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a refused upload is read on, for its client to hear why: closed at once, the answer could be lost with the connection. */
const LINGER_MS = 10_000;

/**
 * Why a request of a client is refused. restic shows the status line and nothing of the body (`server response unexpected: 507 …`), so the French
 * sentence is the reason phrase too: whoever reads the machine's journal knows what to do.
 */
export class ResticFault extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, says: string, headers: Readonly<Record<string, string>> = {}) {
    super(says);
    this.name = 'ResticFault';
    this.status = status;
    this.headers = headers;
  }
}

/** Answers a fault, and lets go of what the client still sends. */
export function answerFault(request: FastifyRequest, reply: FastifyReply, fault: ResticFault): FastifyReply {
  if (!request.raw.complete) letGo(request);
  void reply.status(fault.status).headers(fault.headers).type('text/plain; charset=utf-8');
  // RFC 9112, section 4: a reason phrase may hold bytes beyond ASCII. Node writes one byte a character, as long as the body is no text that
  // would lend the head its own encoding: these are those of UTF-8.
  reply.raw.statusMessage = Buffer.from(fault.message, 'utf8').toString('latin1');
  return reply.send(Buffer.from(`${fault.message}\n`));
}

function letGo({ raw }: FastifyRequest): void {
  raw.resume();
  raw.on('error', () => {}); // it may go in the middle: nobody waits for these bytes
  const end = setTimeout(() => raw.destroy(), LINGER_MS).unref();
  raw.once('close', () => clearTimeout(end));
  raw.once('end', () => clearTimeout(end));
}
