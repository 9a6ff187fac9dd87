// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from './tables.ts';

/** Quotes that wait for a second person; the author of the version is not asked. */
export async function quotesToApprove(ctx: Context<Tables>): Promise<ToDo[]> {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const rows = await ctx.tx
    .selectFrom('quotes.quote as q')
    .innerJoin('quotes.version as v', (join) =>
      join.onRef('v.organisation_id', '=', 'q.organisation_id').onRef('v.quote_id', '=', 'q.id').onRef('v.number', '=', 'q.version'),
    )
    .innerJoin('organisations.body as b', 'b.id', 'q.organisation_id')
    .select(['q.organisation_id', 'q.id', 'q.number', 'q.payer_name', 'v.author_id', 'b.slug'])
    .where('q.organisation_id', 'in', [...ctx.organisations])
    .where('q.status', '=', 'to-approve')
    .orderBy('q.changed_at')
    .limit(100)
    .execute();
  return rows
    .filter((row) => row.author_id !== person)
    .map((row) => ({
      organisationId: row.organisation_id,
      kind: 'do',
      title: `Valider le devis ${row.number} pour ${row.payer_name}`,
      href: `/o/${row.slug}/devis/${row.id}`,
      dueOn: null,
    }));
}

/** One's own quotes that are out, by the end of their validity. */
export async function quotesAwaitingAnswer(ctx: Context<Tables>): Promise<ToDo[]> {
  if (ctx.actor.kind !== 'person') return [];
  const rows = await ctx.tx
    .selectFrom('quotes.quote as q')
    .innerJoin('organisations.body as b', 'b.id', 'q.organisation_id')
    .select(['q.organisation_id', 'q.id', 'q.number', 'q.payer_name', 'q.valid_until', 'b.slug'])
    .where('q.organisation_id', 'in', [...ctx.organisations])
    .where('q.status', '=', 'sent')
    .where('q.author_id', '=', ctx.actor.personId)
    .where('q.valid_until', '<=', ctx.today().add({ days: 15 }).toString())
    .orderBy('q.valid_until')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    kind: 'do',
    title: `Relancer ${row.payer_name} : devis ${row.number}`,
    href: `/o/${row.slug}/devis/${row.id}`,
    dueOn: row.valid_until,
  }));
}

/** Quotes received that wait for the answer of the body that would pay. */
export async function quotesToAnswer(ctx: Context<Tables>): Promise<ToDo[]> {
  const rows = await ctx.tx
    .selectFrom('quotes.document as d')
    .innerJoin('organisations.body as b', 'b.id', 'd.payer_id')
    .select(['d.payer_id', 'd.id', 'd.number', 'd.operator_name', 'd.valid_until', 'b.slug'])
    .where('d.payer_id', 'in', [...ctx.organisations])
    .where('d.status', '=', 'sent')
    .orderBy('d.valid_until')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    organisationId: row.payer_id,
    kind: 'sign',
    title: `Répondre au devis ${row.number} de ${row.operator_name}`,
    href: `/o/${row.slug}/devis-recus/${row.id}`,
    dueOn: row.valid_until,
  }));
}
