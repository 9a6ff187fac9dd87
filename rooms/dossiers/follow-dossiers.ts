// SPDX-License-Identifier: EUPL-1.2
/** What a room that follows its own dossiers asks: those of the body in the address, in columns or in pages. Read in a fixed number of queries. */
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { holding } from './folded.ts';
import type { Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

export type Follow = {
  types: readonly string[];
  q?: string | undefined;
  step?: string | undefined;
  /** A body that takes part, whatever its role. */
  partyId?: string | undefined;
  /** A person, or `nobody`. */
  assignee?: string | undefined;
  isLate?: boolean | undefined;
};

export type Followed = {
  id: string;
  type: string;
  number: string;
  title: string;
  step: string;
  stepLabel: string;
  status: 'open' | 'suspended' | 'closed';
  awaits: string;
  dueOn: string | null;
  isLate: boolean;
  /** Day on which the step began. */
  since: string;
  assignee: string | null;
  parties: readonly { id: string; name: string; role: string }[];
  worthCents: number | null;
};

export type FollowedColumn = { type: string; step: string; count: number; late: number; cents: number };

/** The dossiers under way by type and step: how many, how many late, and what they are worth together, in cents. */
export async function countDossiers<RoomTables>(caller: Context<RoomTables>, follow: Follow): Promise<FollowedColumn[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { rows } = await sql<FollowedColumn>`
    select d.type, d.step, count(*)::int as count,
      count(*) filter (where d.status = 'open' and d.due_on < ${ctx.today().toString()}::date)::int as late,
      coalesce(sum(d.worth_cents), 0)::bigint as cents
    from dossiers.dossier d
    where ${matching(ctx, follow)}
    group by d.type, d.step`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, cents: Number(row.cents) }));
}

/** The first dossiers under way of each step, soonest due first. */
export async function firstDossiers<RoomTables>(caller: Context<RoomTables>, follow: Follow, most: number): Promise<Followed[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const types = typesOf(ctx.house);
  const columns = follow.types.flatMap((type) =>
    (types.get(type)?.steps ?? [])
      .filter(({ key, isEnd }) => !isEnd && (!follow.step || key === follow.step))
      .map(({ key }) => ({ type, step: key })),
  );
  // Each column by itself, so that the index gives its first ones without ranking the others.
  const firsts = sql`
    select d.*
    from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as k (type text, step text)
    cross join lateral (
      select d.*
      from dossiers.dossier d
      where d.type = k.type and d.step = k.step and ${matching(ctx, follow)}
      order by d.due_on, d.title, d.id
      limit ${most}
    ) d`;
  return read(ctx, firsts, sql`d.due_on, d.title, d.id`);
}

type Paging = { sort: 'number' | 'title' | 'dueOn' | 'since'; order: 'asc' | 'desc'; page: number; size: number };
const columns = { number: sql`d.number`, title: sql`d.title`, dueOn: sql`d.due_on`, since: sql`d.changed_at` };

/** One page of the dossiers under way, with the number of all. */
export async function pageDossiers<RoomTables>(caller: Context<RoomTables>, follow: Follow, { sort, order, page, size }: Paging) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const by = sql`${columns[sort]} ${sql.raw(order === 'desc' ? 'desc nulls last' : 'asc nulls last')}, d.id`;
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from dossiers.dossier d where ${matching(ctx, follow)}`.execute(ctx.tx);
  const wanted = sql`select d.* from dossiers.dossier d where ${matching(ctx, follow)} order by ${by} limit ${size} offset ${(page - 1) * size}`;
  return { rows: await read(ctx, wanted, by), total: rows[0]?.total ?? 0 };
}

/** Those who have a dossier under way, and the bodies that have this role in those of each type, by name: what a list may be narrowed to. */
export async function whoFollows<RoomTables>(caller: Context<RoomTables>, roles: Readonly<Record<string, string>>) {
  const types = Object.keys(roles);
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const assignees = await sql<{ id: string; name: string }>`
    select distinct on (c.person_id) c.person_id as id, ${NAME} as name
    from (select distinct d.assignee_id from dossiers.dossier d where ${matching(ctx, { types })}) a
    join people.colleague c on c.organisation_id = ${ctx.organisation} and c.person_id = a.assignee_id
    order by c.person_id, c.begins_on desc`.execute(ctx.tx);
  const bodies = await sql<{ id: string; name: string }>`
    with under_way as materialized (
      select d.id, d.type from dossiers.dossier d where ${matching(ctx, { types })}
    ), taking_part as materialized (
      select distinct p.party_id
      from under_way d
      join dossiers.party p on p.organisation_id = ${ctx.organisation} and p.dossier_id = d.id and p.left_at is null
      where ${sql.join(
        Object.entries(roles).map(([type, role]) => sql`(d.type = ${type} and p.role = ${role})`),
        sql` or `,
      )}
    )
    select b.id, b.name
    from taking_part t
    join organisations.body b on b.id = t.party_id
    order by b.name
    limit 1000`.execute(ctx.tx);
  return { assignees: assignees.rows.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')), bodies: bodies.rows };
}

// As the body itself calls who serves it: a human with two accounts may be known elsewhere by another name.
const NAME = sql`c.given_name || ' ' || c.family_name`;

function matching(ctx: Context<Tables>, { types, q, step, partyId, assignee, isLate }: Follow): RawBuilder<boolean> {
  const conditions = [
    sql`d.organisation_id = ${ctx.organisation}`,
    sql`d.type = any (${types})`,
    sql`d.status <> 'closed'`,
    ...(step ? [sql`d.step = ${step}`] : []),
    ...(isLate ? [sql`d.status = 'open' and d.due_on < ${ctx.today().toString()}::date`] : []),
    ...(assignee ? [assignee === 'nobody' ? sql`d.assignee_id is null` : sql`d.assignee_id = ${assignee}`] : []),
    ...(q ? [sql`d.words like ${holding(q)}`] : []),
    ...(partyId
      ? [
          sql`exists (select from dossiers.party p where p.organisation_id = d.organisation_id and p.dossier_id = d.id and p.party_id = ${partyId} and p.left_at is null)`,
        ]
      : []),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

type Row = Omit<Followed, 'stepLabel' | 'isLate'>;

async function read(ctx: Context<Tables>, wanted: RawBuilder<unknown>, by: RawBuilder<unknown>): Promise<Followed[]> {
  const { rows } = await sql<Row>`
    select d.id, d.type, d.number, d.title, d.step, d.status, d.awaits, d.due_on as "dueOn",
      d.step_since as since, d.worth_cents as "worthCents",
      (select ${NAME} from people.colleague c where c.organisation_id = d.organisation_id and c.person_id = d.assignee_id
        order by c.begins_on desc limit 1) as assignee,
      (select coalesce(json_agg(json_build_object('id', b.id, 'name', b.name, 'role', p.role) order by p.joined_at), '[]')
        from dossiers.party p join organisations.body b on b.id = p.party_id
        where p.organisation_id = d.organisation_id and p.dossier_id = d.id and p.left_at is null) as parties
    from (${wanted}) d
    order by ${by}`.execute(ctx.tx);
  const types = typesOf(ctx.house);
  const today = ctx.today();
  return rows.map((row) => ({
    ...row,
    stepLabel: types.get(row.type)?.steps.find(({ key }) => key === row.step)?.label ?? row.step,
    isLate: row.status === 'open' && row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, today) < 0,
  }));
}
