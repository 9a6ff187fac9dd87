// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import type { BillingDocument } from '../document.ts';
import type { Tables } from '../tables.ts';
import { postingsOf, type LineBasis } from './postings-of.ts';

export type Written = {
  document: BillingDocument;
  /** `appel` or `facture`: that of the original for an avoir. */
  accountKind: 'appel' | 'facture';
  billedYear: number;
  bases: ReadonlyMap<number, LineBasis>;
  runId: string | null;
  originalId: string | null;
};

/** Writes documents in the order of their numbers, with their postings and where they stand. All in the caller's transaction. Gives their ids. */
export async function writeDocuments(ctx: Context<Tables>, written: readonly Written[]): Promise<string[]> {
  const numbered = written.map((one) => ({ ...one, id: ctx.newId() }));
  for (let at = 0; at < numbered.length; at += CHUNK) await writeChunk(ctx, numbered.slice(at, at + CHUNK));
  for (const { id, document } of numbered) await ctx.tell('billing.document-issued', { documentId: id }, { heardIn: document.payer.bodyId });
  return numbered.map(({ id }) => id);
}

const CHUNK = 500;

async function writeChunk(ctx: Context<Tables>, chunk: readonly (Written & { id: string })[]): Promise<void> {
  const at = ctx.now().toString();
  const author = authorOf(ctx.actor);
  await ctx.tx
    .insertInto('billing.document')
    .values(
      chunk.map(({ id, document, runId, originalId }) => ({
        organisation_id: ctx.organisation,
        id,
        kind: document.kind,
        year: document.year,
        sequence: document.sequence,
        number: document.number,
        payer_id: document.payer.bodyId,
        payer_name: document.payer.name,
        run_id: runId,
        original_id: originalId,
        issued_on: document.issuedOn,
        due_on: document.dueOn,
        net_cents: document.totals.netCents,
        vat_cents: document.totals.vatCents,
        gross_cents: document.totals.grossCents,
        content: JSON.stringify(document),
        digest: sha256OfJson(document),
        issued_by: author,
        issued_at: at,
      })),
    )
    .execute();
  await writePostings(ctx, chunk);
  await ctx.tx
    .insertInto('billing.standing')
    .values(
      chunk.map(({ id, document }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        document_id: id,
        payer_id: document.payer.bodyId,
        due_on: document.dueOn,
        gross_cents: document.totals.grossCents,
        titre: null,
        bordereau: null,
        exercice: null,
        titred_on: null,
        contested_on: null,
        contest_reason: null,
        rejected_on: null,
        reject_reason: null,
        reminded_on: null,
        paid_cents: 0,
        credited_cents: 0,
        reminders: 0,
      })),
    )
    .execute();
  await ctx.tx
    .insertInto('billing.happening')
    .values(
      chunk.map(({ id, document }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        document_id: id,
        payer_id: document.payer.bodyId,
        what: 'issued' as const,
        on_day: document.issuedOn,
        amount_cents: document.totals.grossCents,
        says: `Émis pour ${formatEuros(document.totals.grossCents)}`,
        key: `issued/${id}`,
        by_name: author,
        at,
      })),
    )
    .execute();
}

function writePostings(ctx: Context<Tables>, chunk: readonly (Written & { id: string })[]) {
  const rows = chunk.flatMap(({ id, document, bases, accountKind, billedYear }) =>
    postingsOf(document, bases).map((posting) => ({
      ...posting,
      id: ctx.newId(),
      document: id,
      payer: document.payer.bodyId,
      kind: accountKind,
      year: billedYear,
      on: document.issuedOn,
    })),
  );
  return sql`
    insert into billing.posting
      (organisation_id, id, document_id, rank, account, payer_id, kind, year, on_day, amount_cents, family, offer, line_key, label, basis,
       beneficiary_ids, period_from, period_until, rate_basis_points, vat_code)
    select ${ctx.organisation}::uuid, r.id, r.document, r.rank, r.account, r.payer, r.kind, r.year, r."on", r."amountCents", r.family, r.offer,
      r."lineKey", r.label, r.basis, array(select jsonb_array_elements_text(r."beneficiaryIds"))::uuid[], r."from", r.until, r."rateBasisPoints", r."vatCode"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, document uuid, rank int, account text, payer uuid, kind text, year int, "on" date, "amountCents" bigint, family text, offer text,
      "lineKey" text, label text, basis jsonb, "beneficiaryIds" jsonb, "from" date, until date, "rateBasisPoints" int, "vatCode" text)`.execute(
    ctx.tx,
  );
}
