// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '#platform/context.ts';

/** Who acts, as a history shows it: a technician who acts in someone's name is named first. Throws for a public actor, who decides nothing. */
export function authorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.supportedBy ? `${actor.supportedBy.name} pour ${actor.name}` : actor.name;
    case 'job':
      return actor.name;
    case 'token':
      return actor.name;
    case 'public':
      throw new Error('nobody decides without signing in');
  }
}
