// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify';
import { isResource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';

/** Reads a JSON object, whatever type announces it; an empty body is none. */
export async function parseBody(_request: FastifyRequest, text: string | Buffer): Promise<unknown> {
  const whole = text.toString();
  if (whole.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(whole);
  } catch {
    throw new ScimFault(400, 'Le contenu envoyé n’est pas du JSON valide.', 'invalidSyntax');
  }
  if (!isResource(value)) throw new ScimFault(400, 'Le contenu envoyé doit être un objet JSON.', 'invalidSyntax');
  return value;
}
