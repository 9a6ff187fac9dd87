// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseGroup } from '../contract/groups.ts';
import { stateOf } from '../mandates/mandate-line.ts';
import { wordsMatch } from '../mandates/words-match.ts';
import type { Tables } from '../tables.ts';

type Filter = { q?: string | undefined; sort: 'name' | 'members'; order: 'asc' | 'desc'; page: number; size: number };

/** A page of the body's groups, with how many people of today each holds. */
export async function listGroups(ctx: Context<Tables>, { q, sort, order, page, size }: Filter) {
  const groups = ctx.tx
    .selectFrom('people.person_group as g')
    .where('g.organisation_id', '=', ctx.organisation)
    .$if(q !== undefined && q !== '', (query) => query.where(wordsMatch(sql`g.name || ' ' || g.description`, q ?? '')));
  const { total } = await groups.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await groups
    .select(['g.id', 'g.name', 'g.description', currentMembers(ctx).as('members')])
    .orderBy(sort === 'name' ? sql`lower(g.name)` : 'members', order)
    .orderBy('g.id', order)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total: Number(total) };
}

/** A group with its members; those whose mandate does not hold today are shown so. */
export async function readGroup(ctx: Context<Tables>, { id }: { id: string }) {
  const group = await ctx.tx
    .selectFrom('people.person_group')
    .select(['id', 'name', 'description'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!group) throw refuseGroup('people.group-unknown');
  const members = await membersOf(ctx, id);
  const today = ctx.today().toString();
  return {
    ...group,
    members: members.map((member) => ({
      id: member.id,
      name: `${member.given_name} ${member.family_name}`,
      title: member.title,
      isCurrent: stateOf(member, today) === 'current',
    })),
  };
}

function membersOf(ctx: Context<Tables>, groupId: string): Promise<Tables['people.colleague'][]> {
  return ctx.tx
    .selectFrom('people.group_member as m')
    .innerJoin('people.colleague as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.mandate_id'))
    .selectAll('c')
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.group_id', '=', groupId)
    .orderBy('c.family_name')
    .orderBy('c.given_name')
    .orderBy('c.id')
    .execute();
}

function currentMembers(ctx: Context<Tables>) {
  const today = ctx.today().toString();
  return sql<number>`(
    select count(*)::int
    from people.group_member m
    join people.mandate s on s.organisation_id = m.organisation_id and s.id = m.mandate_id
    where m.organisation_id = g.organisation_id
      and m.group_id = g.id
      and s.begins_on <= ${today}::date
      and (s.ends_on is null or s.ends_on >= ${today}::date))`;
}
