// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Mandate } from '#platform/access/provided.ts';
import type { Context } from '#platform/context.ts';

/** The given name of whoever is signed in, and the mandates of the day that open something in this session. Nobody signed in: none. One query. */
export async function mandatesHeld<T>(ctx: Context<T>): Promise<{ givenName: string; mandates: readonly Mandate[] }> {
  if (ctx.actor.kind !== 'person') return { givenName: '', mandates: [] };
  const { personId, sessionId } = ctx.actor;
  const { rows } = await sql<{ given_name: string; mandates: Mandate[] | null }>`
    select given_name, people.who_in_session(${sessionId}::uuid, ${ctx.now().toString()}::timestamptz) as mandates
    from people.person
    where id = ${personId}`.execute(ctx.tx);
  const [row] = rows;
  return { givenName: row?.given_name ?? '', mandates: (row?.mandates ?? []).filter(({ locked }) => !locked) };
}
