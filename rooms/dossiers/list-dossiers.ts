// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { DossierType } from './dossier-type.ts';
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

const columns = { number: 'd.number', title: 'd.title', dueOn: 'd.due_on', changedAt: 'd.changed_at' } as const;

/** Dossiers that the body holds or takes part in, of the types that the person may read. */
export async function listDossiers(ctx: Context<Tables>, asked: Asked) {
  const types = typesOf(ctx.house);
  const readable = [...types.values()]
    .filter(({ key, permissions }) => ctx.may(permissions.read) && (asked.types?.includes(key) ?? true))
    .map(({ key }) => key);
  if (readable.length === 0) return { rows: [], total: 0 };
  let found = ctx.tx
    .selectFrom('dossiers.dossier as d')
    .where('d.type', 'in', asked.type ? readable.filter((key) => key === asked.type).concat('') : readable);
  if (asked.status === 'late') found = found.where('d.status', '=', 'open').where('d.due_on', '<', ctx.today().toString());
  else if (asked.status === 'under-way') found = found.where('d.status', '<>', 'closed');
  else if (asked.status) found = found.where('d.status', '=', asked.status);
  const { partyId } = asked;
  if (partyId)
    found = found.where((where) =>
      where.exists(
        where
          .selectFrom('dossiers.party as q')
          .select('q.id')
          .whereRef('q.organisation_id', '=', 'd.organisation_id')
          .whereRef('q.dossier_id', '=', 'd.id')
          .where('q.party_id', '=', partyId)
          .where('q.left_at', 'is', null),
      ),
    );
  if (asked.step) found = found.where('d.step', '=', asked.step);
  if (asked.mine === 'true' && ctx.actor.kind === 'person') found = found.where('d.assignee_id', '=', ctx.actor.personId);
  if (asked.q) found = found.where(sql<boolean>`unaccent(d.number || ' ' || d.title) ilike unaccent(${`%${asked.q.replace(/[\\%_]/g, '\\$&')}%`})`);
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .innerJoin('organisations.body as b', 'b.id', 'd.organisation_id')
    .leftJoin('dossiers.party as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 'd.organisation_id')
        .onRef('p.dossier_id', '=', 'd.id')
        .on('p.party_id', '=', ctx.organisation)
        .on('p.left_at', 'is', null),
    )
    .leftJoin('people.person as a', 'a.id', 'd.assignee_id')
    .selectAll('d')
    .select(['b.name as owner', 'p.role', 'a.given_name', 'a.family_name'])
    .orderBy(columns[asked.sort], (by) => (asked.order === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast()))
    .orderBy('d.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  const lines = rows.flatMap((row) => {
    const type = types.get(row.type);
    if (!type) return [];
    const role = row.organisation_id === ctx.organisation ? 'owner' : (row.role ?? 'owner');
    const assignee = role === 'owner' && row.given_name ? `${row.given_name} ${row.family_name}` : null;
    return [lineOf(type, { ...row, role, assignee }, ctx.today())];
  });
  return { rows: lines, total };
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
