// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { documentRowOf, rowOf } from './list-documents.ts';

/** A document that the operator in the address issued, what became of it, and whether it is still what was issued. */
export function readDocument(ctx: Context<Tables>, { id }: { id: string }) {
  return detailsOf(ctx, id, sql`d.organisation_id = ${ctx.organisation}`);
}

/** The same for whoever may read it. */
export async function detailsOf(ctx: Context<Tables>, id: string, whose: RawBuilder<unknown>) {
  const row = await rowOf(ctx, id, whose);
  if (!row) throw refuseDocument('billing.document-not-found');
  const stored = await ctx.tx
    .selectFrom('billing.document as d')
    .innerJoin('billing.standing as s', (join) => join.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.document_id', '=', 'd.id'))
    .select([
      'd.content',
      'd.digest',
      'd.issued_by',
      'd.issued_at',
      'd.original_id',
      's.contested_on',
      's.contest_reason',
      's.rejected_on',
      's.reject_reason',
    ])
    .where('d.id', '=', id)
    .executeTakeFirstOrThrow();
  const happenings = await ctx.tx
    .selectFrom('billing.happening')
    .select(['what', 'on_day as onDay', 'amount_cents as amountCents', 'says', 'by_name as byName', 'at'])
    .where('document_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const avoirs = await ctx.tx
    .selectFrom('billing.document')
    .select(['id', 'number', 'issued_on as issuedOn', 'gross_cents as grossCents'])
    .where('original_id', '=', id)
    .orderBy('number')
    .execute();
  const original = stored.original_id
    ? await ctx.tx.selectFrom('billing.document').select(['id', 'number']).where('id', '=', stored.original_id).executeTakeFirst()
    : undefined;
  return {
    ...documentRowOf(row),
    digest: stored.digest,
    isIntact: sha256OfJson(stored.content) === stored.digest,
    issuedBy: stored.issued_by,
    issuedAt: stored.issued_at,
    contestedOn: stored.contested_on,
    contestReason: stored.contest_reason,
    rejectedOn: stored.rejected_on,
    rejectReason: stored.reject_reason,
    content: stored.content as unknown as Record<string, unknown>, // the shape is that of document.ts, told apart from the API's
    happenings,
    contests: await contestsOf(ctx, id),
    avoirs,
    original: original ?? null,
    credit: await creditUnderWay(ctx, id),
  };
}

async function contestsOf(ctx: Context<Tables>, documentId: string) {
  const rows = await ctx.tx
    .selectFrom('billing.contest')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    isByPayer: row.is_by_payer,
    onDay: row.opened_on,
    reason: row.reason,
    byName: row.opened_name,
    verdict: row.verdict,
    answer: row.answer,
    answeredOn: row.answered_on,
    answeredName: row.answered_name,
    isClosed: row.closed_at !== null,
  }));
}

async function creditUnderWay(ctx: Context<Tables>, documentId: string) {
  const row = await ctx.tx
    .selectFrom('billing.credit')
    .select(['id', 'reason', 'lines', 'prepared_by', 'prepared_name'])
    .where('document_id', '=', documentId)
    .where('status', '=', 'prepared')
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    reason: row.reason,
    preparedName: row.prepared_name,
    netCents: row.lines.reduce((sum, { netCents }) => sum + netCents, 0),
    maySettle: ctx.actor.kind === 'person' && ctx.actor.personId !== row.prepared_by,
  };
}
