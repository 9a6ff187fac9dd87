// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { followsTeam } from './follows-team.ts';

/** The feeds of the person who acts: addresses are kept nowhere, only their digests are. */
export async function listFeeds(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('leave.feed as f')
    .leftJoin('leave.team as t', (join) => join.onRef('t.organisation_id', '=', 'f.organisation_id').onRef('t.id', '=', 'f.team_id'))
    .leftJoin('organisations.body as b', 'b.id', 'f.organisation_id')
    .select(['f.id', 'f.person_id', 'f.organisation_id', 'f.team_id', 't.name as team', 'b.name as body', 'f.created_at'])
    .orderBy('f.created_at')
    .execute();
  const shown = [];
  for (const { id, person_id: personId, organisation_id: organisationId, team_id: teamId, team, body, created_at: createdAt } of rows) {
    const tells = !organisationId || !teamId || (await followsTeam(ctx.house, { personId, organisationId, teamId }));
    shown.push({ id, team, body, createdAt, tells });
  }
  return { rows: shown };
}

/** Opens a feed of one's own absences, or of a team whose planning one may read in a body where one works. */
export async function openFeed(
  ctx: Context<Tables>,
  { organisationId, teamId }: { organisationId?: string | null | undefined; teamId?: string | null | undefined },
) {
  if (ctx.actor.kind !== 'person') throw refuse('leave.person-needed');
  const { personId } = ctx.actor;
  if (teamId && !(organisationId && (await followsTeam(ctx.house, { personId, organisationId, teamId }))))
    throw refuse('leave.unknown-team', {}, 'teamId');
  const secret = randomBytes(24).toString('base64url');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.feed')
    .values({
      person_id: personId,
      id,
      organisation_id: teamId ? (organisationId ?? null) : null,
      team_id: teamId ?? null,
      secret_digest: feedDigest(secret),
      created_at: ctx.now().toString(),
    })
    .execute();
  return { id, address: new URL(`/api/leave/feeds/${secret}`, ctx.house.settings.publicUrl).href };
}

export async function closeFeed(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx.deleteFrom('leave.feed').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('leave.unknown-feed');
}

/** What the database keeps of a secret of 192 random bits. */
export function feedDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
