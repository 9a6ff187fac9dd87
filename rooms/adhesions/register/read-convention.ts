// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { openedUnder } from '#rooms/rights/api.ts';
import { refuseRegister as refuse, type ConventionPage } from '../contract/register.ts';
import { editionLabel } from '../membership/edition-of.ts';
import type { Tables } from '../tables.ts';
import { historyOf } from './history-of.ts';
import { statusOn } from './list-conventions.ts';

const MOST_LINKS = 200;

/** A convention as its operator, its payer or its beneficiary reads it on a day. Refuses `adhesions.unknown-convention`. */
export async function readConvention(ctx: Context<Tables>, { id, on: asked }: { id: string; on?: string | undefined }): Promise<ConventionPage> {
  const on = asked ?? ctx.today().toString();
  const row = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as p', 'p.id', 'c.payer_id')
    .innerJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .innerJoin('organisations.body as o', 'o.id', 'c.organisation_id')
    .selectAll('c')
    .select(['p.name as payer', 'b.name as beneficiary', 'o.name as operator'])
    .select(statusOn(on).as('status'))
    .select(sql<number | null>`adhesions.owed_on(c, ${on}::date)`.as('owed'))
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('adhesions.unknown-convention');
  const links = await linksOf(ctx, row);
  const held = await suspensionOf(ctx, row, on);
  const { services, rights } = await openedUnder(ctx, {
    openingKey: `convention ${id}`,
    operatorId: row.organisation_id,
    on: Temporal.PlainDate.from(on),
  });
  return {
    on,
    id,
    kind: row.kind,
    number: row.number,
    payer: { id: row.payer_id, name: row.payer },
    beneficiary: { id: row.beneficiary_id, name: row.beneficiary },
    operator: row.operator,
    operatorId: row.organisation_id,
    isOperator: row.organisation_id === ctx.organisation,
    edition: row.edition,
    yearlyCents: row.owed,
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    status: row.status,
    renewal: row.renewal,
    noticeMonths: row.notice_months,
    noticeOn: row.ends_on && Temporal.PlainDate.from(row.ends_on).subtract({ months: row.notice_months }).toString(),
    concludedAt: row.concluded_at,
    concludedBy: row.concluded_by,
    dossierId: row.dossier_id,
    quote: row.quote_id && row.quote_number ? { id: row.quote_id, number: row.quote_number } : null,
    isTakenOver: 'source' in row.proofs,
    proofs: row.proofs,
    endReason: row.end_reason,
    editionLabel: await editionLabel(ctx, { operatorId: row.organisation_id, edition: row.edition }),
    clause: await clauseOf(ctx, row),
    suspension: held ? { beginsOn: held.begins_on, endsOn: held.ends_on, reason: held.reason, by: held.suspended_by } : null,
    isOwnSuspension: held?.convention_id === id,
    lines: await linesOf(ctx, row),
    certificates: await ctx.tx
      .selectFrom('adhesions.certificate')
      .select(['holder', 'expires_on as expiresOn'])
      .where('organisation_id', '=', row.organisation_id)
      .where('convention_id', '=', id)
      .orderBy('expires_on')
      .orderBy('id')
      .execute(),
    attachments: await attachmentsOf(ctx, row),
    services,
    rights,
    links: links.rows,
    tripartites: links.tripartites,
    history: await historyOf(ctx, row),
  };
}

type Named = { organisation_id: string; id: string };

async function linesOf(ctx: Context<Tables>, { organisation_id, id }: Named): Promise<ConventionPage['lines']> {
  const rows = await ctx.tx
    .selectFrom('adhesions.line')
    .select(['id', 'offer', 'label', 'inputs', 'yearly_cents as amountCents', 'begins_on as beginsOn', 'ends_on as endsOn'])
    .select(['quote_line as quoteLine', 'proof'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .orderBy('begins_on')
    .orderBy('id')
    .execute();
  return rows.map(({ inputs, proof, ...line }) => ({
    ...line,
    quantity: typeof inputs['quantity'] === 'number' ? inputs['quantity'] : null,
    volumeGo: typeof inputs['volumeGo'] === 'number' ? inputs['volumeGo'] : null,
    why: ((proof?.['why'] ?? []) as ConventionPage['lines'][number]['why']).map((step) => step), // written with the line
  }));
}

/** The suspension that holds on the day, or else the next one: its own before that of its cadre. */
async function suspensionOf(ctx: Context<Tables>, { organisation_id, id, cadre_id }: Named & { cadre_id: string | null }, on: string) {
  const rows = await ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['convention_id', 'begins_on', 'ends_on', 'reason', 'suspended_by'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', 'in', cadre_id ? [id, cadre_id] : [id])
    // A range that ends before it begins holds no day: the suspension was lifted before it began.
    .where((where) =>
      where.or([where('ends_on', 'is', null), where.and([where('ends_on', '>=', on), where('ends_on', '>=', where.ref('begins_on'))])]),
    )
    .orderBy('begins_on')
    .execute();
  return rows.find(({ convention_id }) => convention_id === id) ?? rows[0];
}

/** The words of its term, as they were last written. */
async function clauseOf(ctx: Context<Tables>, { organisation_id, id }: Named): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('adhesions.term_clause')
    .select('clause')
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.clause ?? null;
}

function attachmentsOf(ctx: Context<Tables>, { organisation_id, id }: Named): Promise<ConventionPage['attachments']> {
  return ctx.tx
    .selectFrom('adhesions.attachment')
    .select(['id', 'kind', 'name', 'type', 'size', 'digest', 'dated_on as datedOn', 'text_state as textState'])
    .select(['added_by as addedBy', 'added_at as addedAt'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** The cadre, the tripartites, what it follows and what follows it. */
async function linksOf(ctx: Context<Tables>, { organisation_id, id, cadre_id, kind }: Named & { cadre_id: string | null; kind: string }) {
  const { rows } = await sql<ConventionPage['links'][number]>`
    select c.id, c.number, n.how, n.says, b.name as body, c.begins_on as "beginsOn", c.ends_on as "endsOn"
    from (
      select ${cadre_id}::uuid as id, 'cadre' as how, 'Convention cadre du territoire' as says where ${cadre_id}::uuid is not null
      union all
      select s.predecessor_id, 'predecessor', s.reason from adhesions.succession s
      where s.organisation_id = ${organisation_id} and s.successor_id = ${id}
      union all
      select s.successor_id, 'successor', s.reason from adhesions.succession s
      where s.organisation_id = ${organisation_id} and s.predecessor_id = ${id}
      union all
      (select t.id, 'tripartite', 'Convention tripartite' from adhesions.convention t
      where t.organisation_id = ${organisation_id} and t.cadre_id = ${id}
      order by t.number
      limit ${MOST_LINKS})) n
    join adhesions.convention c on c.organisation_id = ${organisation_id} and c.id = n.id
    join organisations.body b on b.id = c.beneficiary_id
    order by n.how, b.name, c.begins_on`.execute(ctx.tx);
  if (kind !== 'cadre') return { rows, tripartites: 0 };
  const { n } = await ctx.tx
    .selectFrom('adhesions.convention')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisation_id)
    .where('cadre_id', '=', id)
    .executeTakeFirstOrThrow();
  return { rows, tripartites: n };
}
