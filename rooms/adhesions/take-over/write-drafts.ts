// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { forgetOpened, openRights, takeOverUses } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';
import type { Draft } from './draft-convention.ts';
import type { Cadre } from './plan-take-over.ts';
import type { Said } from './said.ts';
import { writeTermsOfSaid } from './terms-of-said.ts';
import type { StandingConvention } from './standing-conventions.ts';

export type Source = { kind: 'csv'; takeOverId: string; file: string; digest: string; line: number; by: string; at: string };

export type ToWrite = {
  said: Said;
  saidDigest: string;
  draft: Draft;
  standing: StandingConvention | null;
  cadre: Cadre | null;
  /** Whether the rights of a convention that stands must be opened anew. */
  isReopened: boolean;
  source: Source;
  /** In words; empty for a creation. */
  changes: string[];
};

type Placed = ToWrite & { id: string; cadreId: string | null; isOpen: boolean };

/** Writes conventions, members, lines, certificates, rights and uses: a few statements, whatever the number of conventions. */
export async function writeDrafts(ctx: Context<Tables>, takeOverId: string, drafts: readonly ToWrite[]): Promise<void> {
  const placed = place(ctx, drafts);
  const standing = placed.filter((one) => one.standing !== null);
  await forget(ctx, standing);
  await writeConventions(ctx, placed);
  await writeParts(ctx, placed);
  await writeTermsOfSaid(ctx, placed);
  await openTheirRights(
    ctx,
    placed.filter((one) => one.isOpen && (one.standing === null || one.isReopened || one.standing.openedAt === null)),
  );
  await sql`
    insert into adhesions.taken_over
      (organisation_id, id, take_over_id, convention_id, number, line, said, said_digest, changes, recorded_at)
    select ${ctx.organisation}::uuid, t.id, ${takeOverId}::uuid, t.convention_id, t.number, t.line, t.said, t.said_digest, t.changes,
      ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      placed.map(({ id, said, saidDigest, source, changes }) => ({
        id: ctx.newId(),
        convention_id: id,
        number: said.number,
        line: source.line,
        said,
        said_digest: saidDigest,
        changes,
      })),
    )}::jsonb) as t (id uuid, convention_id uuid, number text, line integer, said jsonb, said_digest text, changes text[])`.execute(ctx.tx);
}

function place(ctx: Context<Tables>, drafts: readonly ToWrite[]): Placed[] {
  const today = ctx.today().toString();
  const ids = new Map(drafts.map(({ said, standing }) => [said.number, standing?.id ?? ctx.newId()]));
  return drafts.map((one) => ({
    ...one,
    id: ids.get(one.said.number) ?? ctx.newId(),
    cadreId: one.cadre && (ids.get(one.cadre.number) ?? one.cadre.id),
    isOpen: one.said.beginsOn <= today,
  }));
}

/** Takes away what a corrected convention had brought, before it is written anew. */
async function forget(ctx: Context<Tables>, standing: readonly Placed[]): Promise<void> {
  if (standing.length === 0) return;
  const ids = standing.map(({ id }) => id);
  for (const table of ['adhesions.terms', 'adhesions.certificate', 'adhesions.line', 'adhesions.membership'] as const)
    await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).where('convention_id', 'in', ids).execute();
  const reopened = standing.filter((one) => one.isReopened && one.standing?.openedAt).map(({ id }) => `convention ${id}`);
  if (reopened.length > 0) await forgetOpened(ctx, reopened);
}

async function writeConventions(ctx: Context<Tables>, placed: readonly Placed[]): Promise<void> {
  const rows = placed.map(({ id, said, draft, cadreId, source, isOpen }) => ({
    id,
    kind: said.kind,
    number: said.number,
    payer_id: said.payerId,
    beneficiary_id: said.beneficiaryId,
    cadre_id: cadreId,
    edition: said.edition,
    // The printed cell is the law; where none is printed, the signed document alone says it.
    yearly_cents: draft.lines.length === 0 ? said.amountCents : (draft.printedCents ?? said.amountCents),
    begins_on: said.beginsOn,
    ends_on: said.endsOn,
    renewal: said.renewal,
    notice_months: said.noticeMonths,
    proofs: proofsOf(said, draft, source),
    opened_at: isOpen ? ctx.now().toString() : null,
  }));
  await sql`
    insert into adhesions.convention as c
      (organisation_id, id, kind, number, payer_id, beneficiary_id, cadre_id, edition, yearly_cents, begins_on, ends_on, renewal, notice_months,
       proofs, concluded_at, concluded_by, opened_at)
    select ${ctx.organisation}::uuid, r.id, r.kind, r.number, r.payer_id, r.beneficiary_id, r.cadre_id, r.edition, r.yearly_cents, r.begins_on,
      r.ends_on, r.renewal, r.notice_months, r.proofs, ${ctx.now().toString()}::timestamptz, ${placed[0]?.source.by ?? ''}, r.opened_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, kind text, number text, payer_id uuid, beneficiary_id uuid, cadre_id uuid, edition text, yearly_cents bigint, begins_on date,
      ends_on date, renewal text, notice_months integer, proofs jsonb, opened_at timestamptz)
    on conflict (organisation_id, id) do update set
      cadre_id = excluded.cadre_id, edition = excluded.edition, yearly_cents = excluded.yearly_cents, begins_on = excluded.begins_on,
      ends_on = excluded.ends_on, renewal = excluded.renewal, notice_months = excluded.notice_months, proofs = excluded.proofs,
      opened_at = case when excluded.opened_at is null then null else coalesce(c.opened_at, excluded.opened_at) end`.execute(ctx.tx);
}

function proofsOf(said: Said, draft: Draft, source: Source): Record<string, unknown> {
  const { act, signedOn, signedFor, amountCents } = said;
  const isPriced = draft.lines.length > 0 && draft.printedCents !== null;
  return {
    ...(act.number && { number: act.number }),
    ...(act.votedOn && { votedOn: act.votedOn }),
    ...(act.identifier && { identifier: act.identifier }),
    ...(signedOn && { signedOn }),
    ...(signedFor && { signedFor }),
    ...(amountCents !== null && {
      amount: {
        signedCents: amountCents,
        printedCents: isPriced ? draft.printedCents : null,
        differenceCents: isPriced ? amountCents - (draft.printedCents ?? 0) : null,
      },
    }),
    source,
  };
}

async function writeParts(ctx: Context<Tables>, placed: readonly Placed[]): Promise<void> {
  const memberships = placed.flatMap(({ id, said, draft }) =>
    draft.scopes.map((scope) => ({
      id: ctx.newId(),
      convention_id: id,
      payer_id: said.payerId,
      beneficiary_id: said.beneficiaryId,
      scope,
      ...term(said),
    })),
  );
  await sql`
    insert into adhesions.membership (organisation_id, id, convention_id, payer_id, beneficiary_id, scope, begins_on, ends_on, recorded_at)
    select ${ctx.organisation}::uuid, m.id, m.convention_id, m.payer_id, m.beneficiary_id, m.scope, m.begins_on, m.ends_on,
      ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(memberships)}::jsonb) as m (
      id uuid, convention_id uuid, payer_id uuid, beneficiary_id uuid, scope text, begins_on date, ends_on date)`.execute(ctx.tx);
  const lines = placed.flatMap(({ id, said, draft }) =>
    draft.lines.map(({ offer, label, inputs, quoteLine, amountCents, proof }) => ({
      id: ctx.newId(),
      convention_id: id,
      beneficiary_id: said.beneficiaryId,
      offer,
      label,
      edition: said.edition,
      inputs,
      quote_line: quoteLine,
      proof,
      yearly_cents: amountCents,
      ...term(said),
    })),
  );
  await sql`
    insert into adhesions.line
      (organisation_id, id, convention_id, beneficiary_id, offer, label, edition, inputs, quote_line, yearly_cents, begins_on, ends_on, proof)
    select ${ctx.organisation}::uuid, l.id, l.convention_id, l.beneficiary_id, l.offer, l.label, l.edition, l.inputs, l.quote_line, l.yearly_cents, l.begins_on,
      l.ends_on, l.proof
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
      id uuid, convention_id uuid, beneficiary_id uuid, offer text, label text, edition text, inputs jsonb, quote_line text, yearly_cents bigint, begins_on date,
      ends_on date, proof jsonb)`.execute(ctx.tx);
  const certificates = placed.flatMap(({ id, said }) =>
    said.certificates.map(({ holder, expiresOn }) => ({
      id: ctx.newId(),
      convention_id: id,
      beneficiary_id: said.beneficiaryId,
      holder,
      expires_on: expiresOn,
    })),
  );
  await sql`
    insert into adhesions.certificate (organisation_id, id, convention_id, beneficiary_id, holder, expires_on, recorded_at)
    select ${ctx.organisation}::uuid, k.id, k.convention_id, k.beneficiary_id, k.holder, k.expires_on, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(certificates)}::jsonb) as k (
      id uuid, convention_id uuid, beneficiary_id uuid, holder text, expires_on date)`.execute(ctx.tx);
}

async function openTheirRights(ctx: Context<Tables>, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  await openRights(
    ctx,
    placed.map(({ id, said, draft }) => ({
      beneficiaryId: said.beneficiaryId,
      openingKey: `convention ${id}`,
      beginsOn: Temporal.PlainDate.from(said.beginsOn),
      ...(said.endsOn !== null && { endsOn: Temporal.PlainDate.from(said.endsOn) }),
      ...(said.kind === 'tripartite' && { poolId: said.payerId }),
      services: draft.services,
      allowances: draft.allowances,
    })),
  );
  await takeOverUses(
    ctx,
    placed.flatMap(({ id, said, draft, source }) =>
      draft.uses.map(({ allowance, amount, on }, at) => ({
        beneficiaryId: said.beneficiaryId,
        openingKey: `convention ${id}`,
        allowance,
        amount,
        on: Temporal.PlainDate.from(on),
        key: `${said.number} ${at}`,
        evidence: { room: 'adhesions', id, says: `Repris de ${source.file}, ligne ${source.line}` },
      })),
    ),
  );
}

function term({ beginsOn, endsOn }: Said): { begins_on: string; ends_on: string | null } {
  return { begins_on: beginsOn, ends_on: endsOn };
}
