// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

/** An application that a person may open from their desk. */
export type ApplicationTile = {
  id: string;
  name: string;
  description: string;
  url: string;
  /** One of `applicationIcons`. */
  icon: string;
  /** The body that registered it. */
  ownerId: string;
  /** The bodies for which the person may enter it. */
  organisations: string[];
};

/** The applications that the person who acts may open today, by name, each with the bodies for which. Nothing for an actor who is no person. */
export async function applicationsFor(ctx: Pick<Context, 'actor' | 'tx' | 'now'>): Promise<ApplicationTile[]> {
  if (ctx.actor.kind !== 'person') return [];
  const { rows } = await sql<{
    tiles: ApplicationTile[] | null;
  }>`select people.my_applications(${ctx.now().toString()}::timestamptz) as tiles`.execute(ctx.tx);
  return rows[0]?.tiles ?? [];
}
