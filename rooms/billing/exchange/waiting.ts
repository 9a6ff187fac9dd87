// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { BillingDocument, DocumentKind } from '../document.ts';
import type { Tables } from '../tables.ts';

/** What one file may hold: software that takes it in, and a PES of 100 Mo, stop well before more. */
export const mostDocuments = 5_000;

export type WaitingDocument = {
  id: string;
  content: BillingDocument;
  /** Titre of what an avoir corrects, once it has one. */ originalTitre: string | null;
  originalExercice: number | null;
};

/**
 * Issued documents that no file holds yet, the oldest first; one that was entered with its titre by hand has gone by another way. A titre that was
 * rejected was never taken in charge: there is nothing for its avoir to reduce.
 */
const isWaiting = sql<boolean>`not exists (select from billing.sent_document sent where sent.organisation_id = d.organisation_id and sent.document_id = d.id and sent.rejected_at is null)
  and s.titre is null and d.gross_cents <> 0
  and not (s.gross_cents > 0 and s.credited_cents >= s.gross_cents)
  and not exists (
    select from billing.standing r
    where r.organisation_id = d.organisation_id and r.document_id = d.original_id and r.rejected_on is not null
  )`;

export async function waitingDocuments(ctx: Context<Tables>, kinds: readonly DocumentKind[]): Promise<WaitingDocument[]> {
  const { rows } = await sql<WaitingDocument>`
    select d.id, d.content, o.titre as "originalTitre", o.exercice as "originalExercice"
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    left join billing.standing o on o.organisation_id = d.organisation_id and o.document_id = d.original_id
    where d.organisation_id = ${ctx.organisation} and d.kind = any(${kinds}) and ${isWaiting}
    order by d.issued_on, d.number
    limit ${mostDocuments}`.execute(ctx.tx);
  return rows;
}

/** How many wait, and for how much. */
export async function countWaiting(ctx: Context<Tables>): Promise<{ waiting: number; waitingCents: number }> {
  const { rows } = await sql<{ waiting: number; waitingCents: number }>`
    select count(*)::int as waiting, coalesce(sum(d.gross_cents), 0)::bigint as "waitingCents"
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    where d.organisation_id = ${ctx.organisation} and ${isWaiting}`.execute(ctx.tx);
  return rows[0] ?? { waiting: 0, waitingCents: 0 };
}

type Row = { id: string; kind: DocumentKind; number: string; payer: string; issuedOn: string; grossCents: number; total: number };

/** One page of them. */
export async function listWaiting(ctx: Context<Tables>, { page, size }: { page: number; size: number }) {
  const { rows } = await sql<Row>`
    select d.id, d.kind, d.number, d.payer_name as payer, d.issued_on as "issuedOn", d.gross_cents as "grossCents", (count(*) over ())::int as total
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    where d.organisation_id = ${ctx.organisation} and ${isWaiting}
    order by d.issued_on, d.number
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
