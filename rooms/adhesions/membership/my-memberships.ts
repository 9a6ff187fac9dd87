// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Standing = 'to-come' | 'in-force' | 'ended';

/** Where something stands on a day; both of its days are included. */
export function standingOn(on: string, { begins, ends }: { begins: string; ends: string | null }): Standing {
  if (ends !== null && ends < on) return 'ended';
  return begins > on ? 'to-come' : 'in-force';
}

/** The memberships from which a body benefits, with the convention of each: those of any day, the earliest first. */
export function membershipsOf(ctx: Context<Tables>, bodyId: string) {
  return withConvention(ctx).where('m.beneficiary_id', '=', bodyId).orderBy('m.begins_on').orderBy('m.id').execute();
}

/** The memberships for which a body pays, other than its own. */
export function membershipsPaidBy(ctx: Context<Tables>, bodyId: string) {
  return withConvention(ctx)
    .where('m.payer_id', '=', bodyId)
    .where('m.beneficiary_id', '<>', bodyId)
    .where('c.kind', '=', 'tripartite')
    .orderBy('b.name')
    .orderBy('m.begins_on')
    .execute();
}

export type MembershipRow = Awaited<ReturnType<typeof membershipsOf>>[number];

function withConvention(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'))
    .innerJoin('organisations.body as o', 'o.id', 'm.organisation_id')
    .innerJoin('organisations.body as p', 'p.id', 'm.payer_id')
    .innerJoin('organisations.body as b', 'b.id', 'm.beneficiary_id')
    .select(['m.id', 'm.scope', 'm.begins_on as since', 'm.ends_on as until', 'm.organisation_id as operatorId', 'o.name as operator'])
    .select(['m.payer_id as payerId', 'p.name as payer', 'm.beneficiary_id as beneficiaryId', 'b.name as beneficiary'])
    .select(['c.id as conventionId', 'c.cadre_id as cadreId', 'c.number', 'c.kind', 'c.edition', 'c.renewal', 'c.notice_months as noticeMonths'])
    .select(['c.ends_on as conventionEnds', 'c.quote_id as quoteId'])
    .select(sql<number | null>`adhesions.owed_on(c, ${ctx.today().toString()}::date)`.as('yearlyCents'));
}
