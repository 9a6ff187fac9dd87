// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { RecentDocument } from '#platform/room.ts';
import { statusLabels } from './status.ts';
import type { Tables } from './tables.ts';

/** Quotes that this person wrote, the last changed first. */
export async function ownQuotes(ctx: Context<Tables>, limit: number): Promise<RecentDocument[]> {
  if (ctx.actor.kind !== 'person') return [];
  const rows = await ctx.tx
    .selectFrom('quotes.quote as q')
    .innerJoin('organisations.body as b', 'b.id', 'q.organisation_id')
    .select(['q.organisation_id', 'q.id', 'q.number', 'q.payer_name', 'q.status', 'q.changed_at', 'b.slug'])
    .where('q.organisation_id', 'in', [...ctx.organisations])
    .where('q.author_id', '=', ctx.actor.personId)
    .orderBy('q.changed_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    title: `Devis ${row.number} – ${row.payer_name}`,
    detail: statusLabels[row.status],
    href: `/o/${row.slug}/devis/${row.id}`,
    at: row.changed_at,
  }));
}

/** Quotes that the bodies would pay, the last sent first. */
export async function receivedQuotes(ctx: Context<Tables>, limit: number): Promise<RecentDocument[]> {
  const rows = await ctx.tx
    .selectFrom('quotes.document as d')
    .innerJoin('organisations.body as b', 'b.id', 'd.payer_id')
    .select(['d.payer_id', 'd.id', 'd.number', 'd.title', 'd.operator_name', 'd.sent_at', 'b.slug'])
    .where('d.payer_id', 'in', [...ctx.organisations])
    .orderBy('d.sent_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    organisationId: row.payer_id,
    title: `Devis ${row.number} – ${row.title}`,
    detail: row.operator_name,
    href: `/o/${row.slug}/devis-recus/${row.id}`,
    at: row.sent_at,
  }));
}
