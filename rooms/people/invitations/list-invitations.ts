// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

type Asked = { q?: string | undefined; page: number; size: number };

/** The invitations of the body of the address: those that wait first, then the newest. */
export async function listInvitations(ctx: Context<Tables>, { q, page, size }: Asked) {
  const now = ctx.now();
  const wanted = ctx.tx
    .selectFrom('people.invitation as i')
    .innerJoin('people.colleague as c', (join) => join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.person_id', '=', 'i.person_id'))
    .where('i.organisation_id', '=', ctx.organisation)
    .$if(q !== undefined && q !== '', (query) =>
      query.where(sql<boolean>`i.email || ' ' || c.given_name || ' ' || c.family_name ilike ${`%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`}`),
    )
    .distinctOn('i.id');
  const found = ctx.tx.selectFrom(
    wanted.select(['i.id', 'i.email', 'i.invited_at', 'i.expires_at', 'i.accepted_at', 'i.revoked_at', 'c.given_name', 'c.family_name']).as('found'),
  );
  const rows = await found
    .selectAll()
    .orderBy(sql`accepted_at is null and revoked_at is null`, 'desc')
    .orderBy('invited_at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const { total } = await found.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: `${row.given_name} ${row.family_name}`,
      email: row.email,
      invitedAt: row.invited_at,
      expiresAt: row.expires_at,
      state: stateOf(row, now),
    })),
    total,
  };
}

function stateOf(
  row: { accepted_at: string | null; revoked_at: string | null; expires_at: string },
  now: Temporal.Instant,
): 'pending' | 'expired' | 'accepted' | 'revoked' {
  if (row.accepted_at) return 'accepted';
  if (row.revoked_at) return 'revoked';
  return Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) > 0 ? 'pending' : 'expired';
}
