// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

type Page = { page: number; size: number };
type EndedHow = 'technician' | 'person' | 'body' | 'operator' | 'time' | null;
type Row = {
  id: string;
  technician: string;
  person: string;
  body: string;
  reason: string;
  begunAt: string;
  endsAt: string;
  endedAt: string | null;
  endedHow: EndedHow;
  /** Null where the journal is another body's. */
  acts: number | null;
  personId: string;
  total: number;
};

/** Supports that the operator of the address gave, newest first. */
export function listSupportGiven(ctx: Context<Tables>, page: Page) {
  return list(ctx, page, sql<boolean>`u.organisation_id = ${ctx.organisation}`, () => true);
}

/** Supports that the body of the address received, newest first: all of them for whoever may read them, otherwise one's own. */
export function listSupportReceived(ctx: Context<Tables>, page: Page) {
  const own = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const readsAll = ctx.may('people.read-support');
  const those = sql<boolean>`u.helped_id = ${ctx.organisation} and (${readsAll} or u.person_id = ${own}::uuid)`;
  const isSupport = ctx.actor.kind === 'person' && ctx.actor.supportedBy !== undefined;
  return list(ctx, page, those, (personId) => !isSupport && (readsAll || personId === own));
}

async function list(ctx: Context<Tables>, { page, size }: Page, those: RawBuilder<boolean>, mayEnd: (personId: string) => boolean) {
  const now = ctx.now().toString();
  // What was journalled in the technician's sessions for the readable body: the operator does not read the member's journal.
  const { rows } = await sql<Row>`
    select u.id, u.reason, u.begun_at as "begunAt", u.ends_at as "endsAt", u.person_id as "personId", b.name as body,
      coalesce(tc.name, t.given_name || ' ' || t.family_name, 'Technicien') as technician,
      coalesce(pc.name, p.given_name || ' ' || p.family_name, 'Personne') as person,
      case when u.ended_at is null and u.ends_at <= ${now}::timestamptz then u.ends_at else u.ended_at end as "endedAt",
      case when u.ended_at is null and u.ends_at <= ${now}::timestamptz then 'time' else u.ended_how end as "endedHow",
      case when u.helped_id = any (platform.readable()) then (select count(*)::int from platform.audit_entry e
        where e.organisation_id = u.helped_id
          and e.at between u.begun_at and coalesce(u.ended_at, u.ends_at)
          and e.actor ->> 'supportedBy' = u.technician_id::text
          and e.actor ->> 'person' = u.person_id::text) end as acts,
      count(*) over ()::int as total
    from people.support u
    join organisations.body b on b.id = u.helped_id
    left join people.person t on t.id = u.technician_id
    left join people.person p on p.id = u.person_id
    ${shownName('tc', sql`u.organisation_id`, sql`u.technician_id`)}
    ${shownName('pc', sql`u.helped_id`, sql`u.person_id`)}
    where ${those}
    order by u.begun_at desc, u.id desc
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const shown = rows.map(({ id, technician, person, body, reason, begunAt, endsAt, endedAt, endedHow, acts, personId }) => ({
    id,
    technician,
    person,
    body,
    reason,
    begunAt,
    endsAt,
    endedAt,
    endedHow,
    acts,
    mayEnd: endedHow === null && mayEnd(personId),
  }));
  return { rows: shown, total: rows[0]?.total ?? 0 };
}

// Under which name the body knows them, where it may be read from here: a person may have another name in another body.
function shownName(alias: string, body: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`left join lateral (
      select c.given_name || ' ' || c.family_name as name
      from people.colleague c
      where c.organisation_id = ${body} and c.person_id = ${person}
      order by c.begins_on desc, c.id desc
      limit 1) ${sql.ref(alias)} on true`;
}
