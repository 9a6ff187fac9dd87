// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#platform/http/contract.ts';
import { ScimFault } from './fault.ts';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Answers an error in the form of RFC 7644 §3.12; a bug is logged and told as such, without its words. */
export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error);
  if (fault.status >= 500 && fault.status !== 501) request.log.error({ err: error }, 'a SCIM request failed');
  if (fault.status === 401) void reply.header('www-authenticate', 'Bearer realm="SCIM"');
  return reply
    .status(fault.status)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(faultDocument(fault)));
}

/** What went wrong, in the words of SCIM. */
export function faultOf(error: unknown): ScimFault {
  if (error instanceof ScimFault) return error;
  if (error instanceof Refusal) {
    const isTaken = error.code === 'people.already-serves' || error.code === 'people.group-name-taken';
    const isInput = error.status === 422 || error.status === 400;
    return new ScimFault(isInput ? 400 : error.status, error.message, isTaken ? 'uniqueness' : isInput ? 'invalidValue' : undefined);
  }
  const { statusCode, code } = Object(error) as { statusCode?: unknown; code?: unknown }; // read as unknown: any error may come here
  if (statusCode === 413) return new ScimFault(413, 'Le contenu envoyé dépasse 1 Mio.');
  if (statusCode === 415) return new ScimFault(415, 'Le contenu doit être de type application/scim+json.');
  if (code === '23505') return new ScimFault(409, 'Cet identifiant externe (externalId) est déjà celui d’une autre ressource.', 'uniqueness');
  // What PostgreSQL cannot keep: half a character, content nested too deep.
  if (error instanceof RangeError || (typeof code === 'string' && /^(?:22|54)\w{3}$/.test(code)))
    return new ScimFault(400, 'Un attribut comporte une valeur qui ne peut pas être conservée.', 'invalidValue');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new ScimFault(statusCode, 'La requête ne peut pas être lue.', statusCode === 400 ? 'invalidSyntax' : undefined);
  return new ScimFault(500, 'Une erreur est survenue de notre côté.');
}

export function faultDocument({ status, scimType, detail }: ScimFault) {
  return { schemas: [ERROR], status: String(status), ...(scimType !== undefined && { scimType }), detail };
}
