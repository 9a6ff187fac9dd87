// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';

/** Who decides, as the history shows it: a technician who acts in someone's name is named first. */
export function authorOf({ actor }: Pick<Context, 'actor'>): string {
  if (actor.kind === 'public') throw new Error('nobody decides on an adhesion without signing in');
  if (actor.kind === 'person' && actor.supportedBy) return `${actor.supportedBy.name} pour ${actor.name}`;
  return actor.name;
}
