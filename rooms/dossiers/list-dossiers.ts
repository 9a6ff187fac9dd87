// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { DossierType } from './dossier-type.ts';
import { holding } from './folded.ts';
import { ownAndShared } from './own-and-shared.ts';
import type { DossierRow, Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

type Asked = {
  q: string;
  type?: string | undefined;
  /** Of these types alone. */
  types?: readonly string[];
  /** In which this body takes part. */
  partyId?: string;
  /** `under-way`: open or suspended. */
  status?: 'open' | 'suspended' | 'closed' | 'late' | 'under-way' | undefined;
  step?: string | undefined;
  mine?: 'true' | 'false' | undefined;
  sort: 'number' | 'title' | 'dueOn' | 'changedAt';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { number: sql`d.number`, title: sql`d.title`, dueOn: sql`d.due_on`, changedAt: sql`d.changed_at` } as const;

type Row = DossierRow & { owner: string; role: string; assignee: string | null };

/** Dossiers that the body holds or takes part in, of the types that the person may read. */
export async function listDossiers(ctx: Context<Tables>, asked: Asked) {
  const types = typesOf(ctx.house);
  const readable = [...types.values()]
    .filter(({ key, permissions }) => ctx.may(permissions.read) && (asked.types?.includes(key) ?? true) && (!asked.type || key === asked.type))
    .map(({ key }) => key);
  if (readable.length === 0) return { rows: [], total: 0 };
  const found = ownAndShared(ctx.organisation, conditionOf(ctx, asked, readable));
  const by = sql`${columns[asked.sort]} ${sql.raw(asked.order === 'desc' ? 'desc nulls last' : 'asc nulls last')}, d.id`;
  const counted = await sql<{ total: number }>`select count(*)::int as total from (${found}) d`.execute(ctx.tx);
  const { rows } = await sql<Row>`
    select d.*, b.name as owner,
      case d.role when 'owner' then (
        select c.given_name || ' ' || c.family_name
        from people.colleague c
        where c.organisation_id = d.organisation_id and c.person_id = d.assignee_id
        order by c.begins_on desc
        limit 1
      ) end as assignee
    from (select * from (${found}) d order by ${by} limit ${asked.size} offset ${(asked.page - 1) * asked.size}) d
    join organisations.body b on b.id = d.organisation_id
    order by ${by}`.execute(ctx.tx);
  const lines = rows.flatMap((row) => {
    const type = types.get(row.type);
    return type ? [lineOf(type, row, ctx.today())] : [];
  });
  return { rows: lines, total: counted.rows[0]?.total ?? 0 };
}

function conditionOf(ctx: Context<Tables>, { status, step, mine, q, partyId }: Asked, types: readonly string[]): RawBuilder<unknown> {
  const person = mine === 'true' && ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const conditions = [
    sql`d.type = any (${types})`,
    ...(status === 'late' ? [sql`d.status = 'open' and d.due_on < ${ctx.today().toString()}::date`] : []),
    ...(status === 'under-way' ? [sql`d.status <> 'closed'`] : []),
    ...(status && status !== 'late' && status !== 'under-way' ? [sql`d.status = ${status}`] : []),
    ...(step ? [sql`d.step = ${step}`] : []),
    ...(person ? [sql`d.assignee_id = ${person}`] : []),
    ...(partyId
      ? [
          sql`exists (select from dossiers.party q where q.organisation_id = d.organisation_id and q.dossier_id = d.id and q.party_id = ${partyId} and q.left_at is null)`,
        ]
      : []),
    ...(q ? [sql`d.words like ${holding(q)}`] : []),
  ];
  return sql`${sql.join(conditions, sql` and `)}`;
}

/** A dossier as lists show it. */
export function lineOf(type: DossierType, row: DossierRow & { owner: string; role: string; assignee: string | null }, today: Temporal.PlainDate) {
  const step = type.steps.find(({ key }) => key === row.step);
  const isLate = row.status === 'open' && row.due_on !== null && Temporal.PlainDate.compare(row.due_on, today) < 0;
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    typeLabel: type.label,
    title: row.title,
    step: row.step,
    stepLabel: step?.label ?? row.step,
    status: row.status,
    awaits: row.awaits,
    awaitsLabel: awaitsLabel(type, row),
    dueOn: row.due_on,
    isLate,
    assignee: row.assignee,
    owner: row.owner,
    role: row.role,
    changedAt: row.changed_at,
  };
}

function awaitsLabel(type: DossierType, { awaits, owner, role }: { awaits: string; owner: string; role: string }): string {
  if (awaits === 'nobody') return 'Personne';
  if (awaits === role) return 'Vous';
  return awaits === 'owner' ? owner : (type.parties.find((party) => party.role === awaits)?.label ?? awaits);
}
