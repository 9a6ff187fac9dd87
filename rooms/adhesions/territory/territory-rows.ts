// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

export type CadreRow = {
  id: string;
  number: string;
  operatorId: string;
  operator: string;
  payerId: string;
  payer: string;
  edition: string;
  beginsOn: string;
  endsOn: string | null;
  renewal: 'none' | 'tacit';
  noticeMonths: number;
  yearlyCents: number | null;
  dossierId: string | null;
  volumeGo: number | null;
  /** Bodies that are members on that day, the EPCI left out. */
  memberIds: string[];
  /** Bodies that are, or have already concluded to be later. */
  joinedIds: string[];
  expired: number;
  expiring: number;
};

/** The cadres that stand on a day, all of the body's or that of one EPCI, with their members and certificates: one query. */
export async function cadresOn(ctx: Context<Tables>, on: string, payerId?: string): Promise<CadreRow[]> {
  const soon = Temporal.PlainDate.from(on).add({ days: 60 }).toString();
  const { rows } = await sql<CadreRow>`
    select c.id, c.number, c.organisation_id as "operatorId", o.name as operator, c.payer_id as "payerId", p.name as payer, c.edition,
      c.begins_on as "beginsOn", c.ends_on as "endsOn", c.renewal, c.notice_months as "noticeMonths", adhesions.owed_on(c, ${on}::date) as "yearlyCents",
      c.dossier_id as "dossierId", v.go as "volumeGo", coalesce(m.ids, '{}') as "memberIds", coalesce(m.joined, '{}') as "joinedIds", coalesce(k.expired, 0) as expired,
      coalesce(k.expiring, 0) as expiring
    from adhesions.convention c
    join organisations.body o on o.id = c.organisation_id
    join organisations.body p on p.id = c.payer_id
    left join lateral (
      select max((l.inputs ->> 'volumeGo')::float8) as go
      from adhesions.line l
      where l.organisation_id = c.organisation_id and l.convention_id = c.id
        and l.begins_on <= ${on}::date and (l.ends_on is null or l.ends_on >= ${on}::date)) v on true
    left join lateral (
      select array_agg(m.beneficiary_id) filter (where m.begins_on <= ${on}::date) as ids, array_agg(m.beneficiary_id) as joined
      from adhesions.membership m
      where m.organisation_id = c.organisation_id and m.payer_id = c.payer_id and m.scope = ${MUTUALISED}
        and m.beneficiary_id <> c.payer_id
        and (m.ends_on is null or m.ends_on >= ${on}::date)) m on true
    left join lateral (
      select count(*) filter (where e.expires_on < ${on}::date)::int as expired,
        count(*) filter (where e.expires_on between ${on}::date and ${soon}::date)::int as expiring
      from adhesions.convention t
      join adhesions.certificate e on e.organisation_id = t.organisation_id and e.convention_id = t.id
      where t.organisation_id = c.organisation_id and (t.id = c.id or t.cadre_id = c.id)) k on true
    where c.kind = 'cadre'
      and c.begins_on <= ${on}::date
      and (c.ends_on is null or c.ends_on >= ${on}::date)
      and ${payerId === undefined ? sql`c.organisation_id = ${ctx.organisation}` : sql`c.payer_id = ${payerId}`}
    order by c.organisation_id <> ${ctx.organisation}, p.name, c.begins_on desc`.execute(ctx.tx);
  return rows;
}
