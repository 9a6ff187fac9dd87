// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { RenewalState } from '../contract/renewals.ts';
import type { Tables } from '../tables.ts';
import { noticeDay } from './next-term.ts';

export type StandingTerm = {
  id: string;
  organisation_id: string;
  number: string;
  kind: 'cadre' | 'package';
  payer_id: string;
  payer: string;
  slug: string;
  operator: string;
  operator_slug: string;
  edition: string;
  yearly_cents: number | null;
  begins_on: string;
  ends_on: string;
  renewal: 'none' | 'tacit';
  notice_months: number;
  state: RenewalState;
  quote_id: string | null;
  quote_number: string | null;
  quoted_cents: number | null;
  dossier_id: string | null;
  says: string;
  total: number;
};

type Wanted = {
  /** Which conventions: those of an operator, or of bodies that pay. */
  whose: RawBuilder<boolean>;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  and?: RawBuilder<boolean>;
  order?: RawBuilder<unknown>;
  limit: number;
  offset?: number;
};

/**
 * Cadres and packages that end between two days, each with where its renewal stands: one query. What was ended before its term (a withdrawal, a
 * rider) is not there; tripartites follow their cadre.
 */
export async function standingTerms(ctx: Context<Tables>, { whose, from, until, and, order, limit, offset = 0 }: Wanted): Promise<StandingTerm[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<StandingTerm>`
    select t.*, count(*) over ()::int as total from (
      select c.id, c.organisation_id, c.number, c.kind, c.payer_id, p.name as payer, p.slug, o.name as operator, o.slug as operator_slug,
        c.edition, adhesions.owed_on(c, c.ends_on) as yearly_cents, c.begins_on, c.ends_on, c.renewal, c.notice_months,
        r.quote_id, r.quote_number, r.quoted_cents, r.dossier_id, coalesce(r.says, '') as says,
        case
          when s.found then 'renewed'
          when d.found then 'denounced'
          when r.state in ('deciding', 'accepted', 'quoted') then r.state
          when c.ends_on < ${today}::date then 'lapsed'
          when c.renewal = 'tacit' then 'tacit'
          when r.state is not null then r.state
          else 'to-decide'
        end as state
      from adhesions.convention c
      join organisations.body p on p.id = c.payer_id
      join organisations.body o on o.id = c.organisation_id
      left join lateral (
        select true as found from adhesions.succession x
        where x.organisation_id = c.organisation_id and x.predecessor_id = c.id limit 1) s on true
      left join lateral (
        select true as found from adhesions.denunciation x
        where x.organisation_id = c.organisation_id and x.convention_id = c.id and x.outcome = 'accepted' limit 1) d on true
      left join lateral (
        select x.* from adhesions.renewal x
        where x.organisation_id = c.organisation_id and x.convention_id = c.id order by x.prepared_at desc, x.id desc limit 1) r on true
      where ${whose}
        and c.kind <> 'tripartite'
        and c.ended_at is null
        and c.ends_on between ${from.toString()}::date and ${until.toString()}::date
    ) t
    where ${and ?? sql<boolean>`true`}
    order by ${order ?? sql`ends_on, number`}, id
    limit ${limit} offset ${offset}`.execute(ctx.tx);
  return rows;
}

/** One line of a list. */
export function shownTerm(row: StandingTerm) {
  const ends = Temporal.PlainDate.from(row.ends_on);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    payer: row.payer,
    operator: row.operator,
    edition: row.edition,
    yearlyCents: row.yearly_cents,
    endsOn: row.ends_on,
    renewal: row.renewal,
    noticeMonths: row.notice_months,
    noticeOn: noticeDay(ends, row.notice_months).toString(),
    state: row.state,
    quoteId: row.quote_id,
    quoteNumber: row.quote_number,
    quotedCents: row.quoted_cents,
    dossierId: row.dossier_id,
    says: row.says,
  };
}
