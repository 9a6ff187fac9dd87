// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '../context.ts';

/** What the audit keeps of an actor: identifiers, no name, so that erasing a person needs no rewriting of the chain. */
export function actorRecord(actor: Actor): Record<string, string> {
  switch (actor.kind) {
    case 'person':
      return {
        kind: 'person',
        person: actor.personId,
        session: actor.sessionId,
        ...(actor.supportedBy && { supportedBy: actor.supportedBy.personId }),
      };
    case 'token':
      return { kind: 'token', token: actor.tokenId };
    case 'job':
      return { kind: 'job', job: actor.name };
    case 'public':
      return { kind: 'public' };
  }
}
