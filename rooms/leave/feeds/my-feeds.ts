// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** The feeds of the person who acts: addresses are kept nowhere, only their digests are. */
export async function listFeeds(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('leave.feed as f')
    .leftJoin('leave.team as t', (join) => join.onRef('t.organisation_id', '=', 'f.organisation_id').onRef('t.id', '=', 'f.team_id'))
    .leftJoin('organisations.body as b', 'b.id', 'f.organisation_id')
    .select(['f.id', 't.name as team', 'b.name as body', 'f.created_at'])
    .orderBy('f.created_at')
    .execute();
  return { rows: rows.map(({ id, team, body, created_at }) => ({ id, team, body, createdAt: created_at })) };
}

/** Opens a feed of one's own absences, or of a team whose planning one may read in a body where one works. */
export async function openFeed(
  ctx: Context<Tables>,
  { organisationId, teamId }: { organisationId?: string | null | undefined; teamId?: string | null | undefined },
) {
  if (ctx.actor.kind !== 'person') throw refuse('leave.person-needed');
  const { personId } = ctx.actor;
  if (teamId && !(organisationId && (await followsTeam(ctx, { personId, organisationId, teamId })))) throw refuse('leave.unknown-team', {}, 'teamId');
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

type Followed = { personId: string; organisationId: string; teamId: string };

/** The rule of the planning: one's own team, those that one answers for, all of them where the body shows all or where one manages leave. */
async function followsTeam(ctx: Context<Tables>, { personId, organisationId, teamId }: Followed): Promise<boolean> {
  const seesAll = ctx.may('leave.manage', organisationId) || ctx.may('leave.decide', organisationId);
  const found = await ctx.tx
    .selectFrom('leave.team as t')
    .innerJoin('leave.agent as a', 'a.organisation_id', 't.organisation_id')
    .leftJoin('leave.manager as m', (join) =>
      join.onRef('m.organisation_id', '=', 't.organisation_id').onRef('m.team_id', '=', 't.id').onRef('m.agent_id', '=', 'a.id'),
    )
    .leftJoin('leave.setting as s', 's.organisation_id', 't.organisation_id')
    .select('t.id')
    .where('t.organisation_id', '=', organisationId)
    .where('t.id', '=', teamId)
    .where('a.person_id', '=', personId)
    .where((where) => where.or([where('a.left_on', 'is', null), where('a.left_on', '>=', ctx.today().toString())]))
    .$if(!seesAll, (those) =>
      those.where((where) =>
        where.or([where('a.team_id', '=', where.ref('t.id')), where('m.id', 'is not', null), where('s.colleagues_see', '=', 'body')]),
      ),
    )
    .executeTakeFirst();
  return found !== undefined;
}
