// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';

/** Who takes over, as the history shows it. */
export function authorOf({ actor }: Pick<Context, 'actor'>): string {
  if (actor.kind === 'public') throw new Error('nobody takes over without signing in');
  return actor.name;
}
