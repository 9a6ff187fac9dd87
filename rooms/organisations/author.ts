// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '#platform/context.ts';

/** Who enters, as the history of a body shows it. */
export function authorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.supportedBy ? `${actor.supportedBy.name} pour ${actor.name}` : actor.name;
    case 'job':
      return actor.name;
    case 'token':
      return actor.name;
    case 'public':
      throw new Error('nobody enters facts without signing in');
  }
}
