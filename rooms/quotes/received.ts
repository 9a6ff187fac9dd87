// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { withEdits } from './edit-lines.ts';
import { decisionOf } from './read-quote.ts';
import type { Tables } from './tables.ts';

type DocumentRow = Pick<
  import('kysely').Selectable<Tables['quotes.document']>,
  'id' | 'number' | 'title' | 'operator_name' | 'status' | 'sent_at' | 'valid_until' | 'payer_id' | 'priced' | 'edits'
>;

/** What operators sent to this body, as payer or beneficiary, the latest first. The policy of the table shows nothing else. */
export async function listReceived(ctx: Context<Tables>, { page, size }: { page: number; size: number }) {
  const received = () => ctx.tx.selectFrom('quotes.document').where(isReceivedBy(ctx.organisation));
  const { total } = await received()
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await received()
    .select(['id', 'number', 'title', 'operator_name', 'status', 'sent_at', 'valid_until', 'payer_id', 'priced', 'edits'])
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map((row) => receivedRow(ctx, row)), total: Number(total) };
}

// The policy alone shows no more than this, but reads every document to know it: named here, the parties lead to their indexes.
function isReceivedBy(body: string) {
  return sql<boolean>`organisation_id <> ${body} and (organisation_id, id) in (
    select organisation_id, id from quotes.document where payer_id = ${body}
    union all
    select organisation_id, document_id from quotes.document_beneficiary where beneficiary_id = ${body})`;
}

/** One of them, as it was sent. */
export async function readReceived(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await ctx.tx.selectFrom('quotes.document').selectAll().where('id', '=', id).where(isReceivedBy(ctx.organisation)).executeTakeFirst();
  if (!row) throw refuse('quote.not-found');
  return {
    ...receivedRow(ctx, row),
    authorName: row.author_name,
    terms: row.terms,
    priced: withEdits(row.priced, row.edits),
    edits: [...row.edits],
    digest: row.digest,
    decision: await decisionOf(ctx, row.quote_id, row.id),
  };
}

function receivedRow(ctx: Context<Tables>, row: DocumentRow) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    operatorName: row.operator_name,
    status: row.status,
    sentAt: row.sent_at,
    validUntil: row.valid_until,
    firstYearCents: withEdits(row.priced, row.edits).totals.years[0]?.payableCents ?? 0,
    isPayer: row.payer_id === ctx.organisation,
  };
}
