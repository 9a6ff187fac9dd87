// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '#platform/context.ts';

/** The name under which an act is kept; with both names when a technician acts for somebody. */
export function authorOf(actor: Actor): string {
  if (actor.kind === 'public') throw new Error('nobody acts on a document without signing in');
  return actor.kind === 'person' && actor.supportedBy ? `${actor.supportedBy.name} pour ${actor.name}` : actor.name;
}
