// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { quoteRowOf } from './list-quotes.ts';
import { needsApproval } from './send-quote.ts';
import { settingsOf } from './settings.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { versionHeads, versionOf } from './versions.ts';

/** A quote with its current version, its history, its links and the answer. Refuses another operator's. */
export async function readQuote(ctx: Context<Tables>, { id }: { id: string }) {
  const quote = await quoteOf(ctx, id);
  const settings = await settingsOf(ctx);
  return {
    ...quoteRowOf(quote),
    revision: quote.revision,
    contactName: quote.contact_name,
    contactEmail: quote.contact_email,
    note: quote.note,
    changedBy: quote.changed_by,
    createdAt: quote.created_at,
    sentAt: quote.sent_at,
    refusalReason: quote.refusal_reason,
    replaces: quote.replaces_id ? await numberOf(ctx, 'id', quote.replaces_id) : null,
    replacedBy: await numberOf(ctx, 'replaces_id', quote.id),
    needsApproval: needsApproval(quote, settings),
    current: await versionOf(ctx, quote.id, quote.version),
    versions: await versionHeads(ctx, quote.id),
    steps: await stepsOf(ctx, quote.id),
    shares: await sharesOf(ctx, quote.id),
    decision: await decisionOf(ctx, quote.id),
  };
}

/** One version of one of the operator's quotes. */
export async function readVersion(ctx: Context<Tables>, { id, version }: { id: string; version: number }) {
  await quoteOf(ctx, id);
  return versionOf(ctx, id, version);
}

/** The row of a quote of the operator in the address. */
export async function quoteOf(ctx: Context<Tables>, id: string): Promise<QuoteRow> {
  const quote = await ctx.tx
    .selectFrom('quotes.quote')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!quote) throw refuse('quote.not-found');
  return quote;
}

async function numberOf(ctx: Context<Tables>, column: 'id' | 'replaces_id', id: string): Promise<{ id: string; number: string } | null> {
  const found = await ctx.tx
    .selectFrom('quotes.quote')
    .select(['id', 'number'])
    .where('organisation_id', '=', ctx.organisation)
    .where(column, '=', id)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

function stepsOf(ctx: Context<Tables>, quoteId: string) {
  return ctx.tx
    .selectFrom('quotes.step')
    .select(['at', 'what', 'version', 'by_name as byName', 'reason'])
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

async function sharesOf(ctx: Context<Tables>, quoteId: string) {
  const rows = await ctx.tx
    .selectFrom('quotes.share as s')
    .innerJoin('quotes.document as d', (join) => join.onRef('d.organisation_id', '=', 's.organisation_id').onRef('d.id', '=', 's.document_id'))
    .select([
      's.id',
      's.recipient',
      's.created_at as createdAt',
      's.created_by as createdBy',
      's.expires_at as expiresAt',
      's.revoked_at as revokedAt',
      's.opened_at as openedAt',
      's.openings',
      'd.version',
    ])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.quote_id', '=', quoteId)
    .orderBy('s.created_at', 'desc')
    .execute();
  const now = ctx.now();
  return rows.map((share) => ({
    ...share,
    isOpen: share.revokedAt === null && Temporal.Instant.compare(Temporal.Instant.from(share.expiresAt), now) > 0,
  }));
}

/** The answer to a quote, the last one if it was sent again after a refusal. */
export async function decisionOf(ctx: Context<Tables>, quoteId: string, documentId?: string) {
  let query = ctx.tx.selectFrom('quotes.decision').selectAll().where('quote_id', '=', quoteId);
  if (documentId) query = query.where('document_id', '=', documentId);
  const row = await query.orderBy('decided_at', 'desc').limit(1).executeTakeFirst();
  if (!row) return null;
  return {
    decision: row.decision,
    at: row.decided_at,
    byName: row.by_name,
    byTitle: row.by_title,
    act: row.act,
    reason: row.reason,
    recordedBy: row.recorded_by,
    evidence: row.evidence,
    evidenceDigest: row.evidence_digest,
  };
}
