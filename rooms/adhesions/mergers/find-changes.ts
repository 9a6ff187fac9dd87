// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { ChangeKind } from '../contract/mergers.ts';
import type { Tables } from '../tables.ts';

export type Change = {
  kind: ChangeKind;
  /** Who succeeds, disappears or moves. */
  id: string;
  name: string;
  on: string;
  /** Those that end. */
  fromIds: string[];
  /** The successor, or the new EPCI. */
  intoId: string | null;
  says: string;
  conventions: number;
};

type Row = {
  kind: ChangeKind;
  id: string;
  name: string;
  on: string;
  from_ids: string[];
  from_names: string[];
  into_id: string | null;
  into_name: string | null;
  conventions: number;
};

/**
 * What the register tells of the bodies under convention and that the conventions do not say yet: a body that ended while a convention goes on, a
 * commune whose EPCI is another than the one that pays. One query.
 */
export async function findChanges(ctx: Context<Tables>): Promise<Change[]> {
  const { rows } = await sql<Row>`
    with standing as (
      select c.id, c.payer_id, c.beneficiary_id, c.kind, c.begins_on, c.ends_on
      from adhesions.convention c
      where c.organisation_id = ${ctx.organisation}
        and (c.ends_on is null or c.ends_on >= ${ctx.today().subtract({ years: 2 }).toString()}::date)
        and (c.ends_on is null or c.ends_on >= c.begins_on)
    ), party as (
      select id, payer_id as body_id, ends_on from standing
      union
      select id, beneficiary_id, ends_on from standing
    ), gone as (
      select b.id, b.name, b.ended_on, s.successor_id, count(distinct p.id) as conventions
      from party p
      join organisations.body b on b.id = p.body_id
      left join organisations.succession s on s.predecessor_id = b.id
      where b.ended_on is not null and (p.ends_on is null or p.ends_on >= b.ended_on)
      group by b.id, b.name, b.ended_on, s.successor_id
    )
    select 'merger' as kind, n.id, n.name, g.ended_on as on, array_agg(g.id order by g.name) as from_ids,
      array_agg(g.name order by g.name) as from_names, n.id as into_id, n.name as into_name, sum(g.conventions)::int as conventions
    from gone g
    join organisations.body n on n.id = g.successor_id
    group by n.id, n.name, g.ended_on
    union all
    select 'dissolution', g.id, g.name, g.ended_on, array[g.id], array[g.name], null, null, g.conventions::int
    from gone g
    where g.successor_id is null
    union all
    select 'move', b.id, b.name, m.since_on, array[b.id], array[old.name], e.id, e.name, 1
    from standing t
    join organisations.body b on b.id = t.beneficiary_id and b.kind = 'commune' and b.ended_on is null
    join organisations.body old on old.id = t.payer_id and old.ended_on is null
    join organisations.membership m on m.member_id = b.id and m.until_on is null
    join organisations.body e on e.id = m.epci_id
    where t.kind = 'tripartite' and m.epci_id <> t.payer_id and (t.ends_on is null or t.ends_on >= m.since_on)
    order by 4, 3`.execute(ctx.tx);
  return rows.map(({ from_ids, from_names, into_id, into_name, ...row }) => ({
    ...row,
    fromIds: from_ids,
    intoId: into_id,
    says: saidOf(row.kind, { name: row.name, from: from_names.join(', '), into: into_name ?? '', on: formatDay(Temporal.PlainDate.from(row.on)) }),
  }));
}

function saidOf(kind: ChangeKind, { name, from, into, on }: { name: string; from: string; into: string; on: string }): string {
  if (kind === 'merger') return `${from} : ${into} prend la suite au ${on}.`;
  if (kind === 'dissolution') return `${name} n’existe plus depuis le ${on}, et aucune collectivité ne lui succède au registre.`;
  return `${name} quitte ${from} pour ${into} au ${on}.`;
}
