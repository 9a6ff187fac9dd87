// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { openDossiersWith } from '#rooms/dossiers/api.ts';
import type { Tables } from '../tables.ts';

/** The subscription or rider of packages that a body has under way, seen from its operator. Null when there is none. */
export async function underWayFor(ctx: Context<Tables>, bodyId: string): Promise<{ id: string; number: string } | null> {
  const [first] = await openDossiersWith(ctx, bodyId, ['adhesions.package', 'adhesions.rider']);
  return first ?? null;
}

/** Makes a second act of the same body wait for the first: two clicks at once are one subscription and one refusal. */
export async function oneAtATime(ctx: Context<Tables>, bodyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`adhesions.subscribe ${ctx.organisation} ${bodyId}`}, 0))`.execute(ctx.tx);
}
