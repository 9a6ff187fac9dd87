// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { tellEach } from '#platform/events/tell.ts';
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
  const ids = await putDocuments(ctx, written);
  await tellIssued(
    ctx,
    ids.map((id, at) => ({ id, payerId: written[at]?.document.payer.bodyId ?? ctx.organisation })),
  );
  return ids;
}

/** The same without telling: whoever writes them in parts tells all of them at the end. */
export async function putDocuments(ctx: Context<Tables>, written: readonly Written[]): Promise<string[]> {
  const numbered = written.map((one) => ({ ...one, id: ctx.newId() }));
  for (let at = 0; at < numbered.length; at += CHUNK) {
    const chunk = numbered.slice(at, at + CHUNK);
    await writeHeads(ctx, chunk);
    await writePostings(ctx, chunk);
  }
  return numbered.map(({ id }) => id);
}

export function tellIssued(ctx: Context<Tables>, issued: readonly { id: string; payerId: string }[]): Promise<void> {
  return tellEach(
    ctx,
    'billing.document-issued',
    issued.map(({ id, payerId }) => ({ payload: { documentId: id }, heardIn: payerId })),
  );
}

const CHUNK = 500;

/** Documents, where each stands, and that it was issued. The content is a text of its own: what is digested is what is kept. */
async function writeHeads(ctx: Context<Tables>, chunk: readonly (Written & { id: string })[]): Promise<void> {
  const at = ctx.now().toString();
  const author = authorOf(ctx.actor);
  const rows = chunk.map(({ id, document, runId, originalId }) => ({
    id,
    standing: ctx.newId(),
    happening: ctx.newId(),
    kind: document.kind,
    year: document.year,
    sequence: document.sequence,
    number: document.number,
    payer: document.payer.bodyId,
    name: document.payer.name,
    run: runId,
    original: originalId,
    issued: document.issuedOn,
    due: document.dueOn,
    ...document.totals,
    content: JSON.stringify(document),
    digest: sha256OfJson(document),
    says: `Émis pour ${formatEuros(document.totals.grossCents)}`,
  }));
  // In the order of their numbers: each is refused unless the one before it stands.
  await sql`
    insert into billing.document
      (organisation_id, id, kind, year, sequence, number, payer_id, payer_name, run_id, original_id, issued_on, due_on, net_cents, vat_cents, gross_cents,
       content, digest, issued_by, issued_at)
    select ${ctx.organisation}::uuid, id, kind, year, sequence, number, payer, name, run, original, issued, due, "netCents", "vatCents", "grossCents",
      content::json, digest, ${author}, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, kind text, year int, sequence int, number text, payer uuid, name text, run uuid, original uuid, issued date, due date,
      "netCents" bigint, "vatCents" bigint, "grossCents" bigint, content text, digest text)`.execute(ctx.tx);
  const rest = JSON.stringify(rows.map(({ content: _content, ...row }) => row));
  await sql`
    insert into billing.standing (organisation_id, id, document_id, payer_id, due_on, gross_cents)
    select ${ctx.organisation}::uuid, standing, id, payer, due, "grossCents"
    from jsonb_to_recordset(${rest}::jsonb) as r (id uuid, standing uuid, payer uuid, due date, "grossCents" bigint)`.execute(ctx.tx);
  await sql`
    insert into billing.happening (organisation_id, id, document_id, payer_id, what, on_day, amount_cents, says, key, by_name, at)
    select ${ctx.organisation}::uuid, happening, id, payer, 'issued', issued, "grossCents", says, 'issued/' || id, ${author}, ${at}::timestamptz
    from jsonb_to_recordset(${rest}::jsonb) as r (id uuid, happening uuid, payer uuid, issued date, "grossCents" bigint, says text)`.execute(ctx.tx);
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
