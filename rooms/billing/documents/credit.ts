// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { correctContested } from '../contests/correct-contested.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { BillingDocument } from '../document.ts';
import { drawNumbers } from '../runs/draw-numbers.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { CreditedLine, Tables } from '../tables.ts';
import { makeAvoir } from './make-avoir.ts';
import { firstNumber } from './make-document.ts';
import { writeDocuments } from './write-documents.ts';

/** Prepares an avoir on a document; nothing is issued until another person does it. */
export async function prepareCredit(
  ctx: Context<Tables>,
  input: { id: string; reason: string; lines: readonly CreditedLine[] },
): Promise<{ id: string }> {
  if (ctx.actor.kind !== 'person') throw refuseDocument('billing.credit-person-needed');
  const original = await holdOriginal(ctx, input.id);
  const under = await ctx.tx
    .selectFrom('billing.credit')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', input.id)
    .where('status', '=', 'prepared')
    .executeTakeFirst();
  if (under) throw refuseDocument('billing.credit-under-way', { number: original.content.number });
  const lines = input.lines.filter(({ netCents }) => netCents > 0);
  if (lines.length === 0) throw refuseDocument('billing.credit-empty', {}, 'body.lines');
  refuseTooMuch(original, lines);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('billing.credit')
    .values({
      organisation_id: ctx.organisation,
      id,
      document_id: input.id,
      reason: input.reason,
      lines: JSON.stringify(lines),
      prepared_by: ctx.actor.personId,
      prepared_name: authorOf(ctx.actor),
      prepared_at: ctx.now().toString(),
      status: 'prepared',
      avoir_id: null,
      issued_by: null,
    })
    .execute();
  await ctx.tell('billing.credit-prepared', { creditId: id, documentId: input.id });
  return { id };
}

/** Issues a prepared avoir: its own number, negative postings, less to pay on the original. Refuses whoever prepared it. */
export async function issueCredit(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string; number: string }> {
  if (ctx.actor.kind !== 'person') throw refuseDocument('billing.credit-person-needed');
  const credit = await holdCredit(ctx, id);
  if (credit.prepared_by === ctx.actor.personId) throw refuseDocument('billing.own-credit');
  const original = await holdOriginal(ctx, credit.document_id);
  refuseTooMuch(original, credit.lines);
  const settings = await settingsOf(ctx);
  const { year } = ctx.today();
  const sequence = await drawNumbers(ctx, 'avoir', year, { first: firstNumber(settings, 'avoir', year) });
  const document = makeAvoir({
    original: original.content,
    credited: original.credited,
    lines: credit.lines,
    reason: credit.reason,
    year,
    sequence,
    issuedOn: ctx.today().toString(),
    settings,
  });
  const bases = new Map(
    document.lines.map((line, at) => {
      const from = original.bases.get(credit.lines[at]?.rank ?? 0);
      if (!from) throw new Error(`line ${line.rank} of an avoir corrects nothing`);
      return [line.rank, from] as const;
    }),
  );
  const [avoirId] = await writeDocuments(ctx, [
    {
      document,
      accountKind: original.content.kind === 'facture' ? 'facture' : 'appel',
      billedYear: original.billedYear,
      bases,
      runId: null,
      originalId: credit.document_id,
    },
  ]);
  if (!avoirId) throw new Error('no avoir was written');
  await ctx.tx
    .updateTable('billing.standing')
    .set({ credited_cents: sql`credited_cents + ${-document.totals.grossCents}` })
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', credit.document_id)
    .execute();
  const anew = credit.lines.filter(({ isBilledAnew }) => isBilledAnew).map(({ rank }) => rank);
  if (anew.length > 0)
    await ctx.tx
      .updateTable('billing.billed')
      .set({ released_by: avoirId })
      .where('organisation_id', '=', ctx.organisation)
      .where('document_id', '=', credit.document_id)
      .where('line_rank', 'in', anew)
      .where('released_by', 'is', null)
      .execute();
  await ctx.tx
    .insertInto('billing.happening')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      document_id: credit.document_id,
      payer_id: original.content.payer.bodyId,
      what: 'credited',
      on_day: document.issuedOn,
      amount_cents: document.totals.grossCents,
      says: `Avoir ${document.number} de ${formatEuros(-document.totals.grossCents)} : ${credit.reason}`,
      key: `credited/${avoirId}`,
      by_name: authorOf(ctx.actor),
      at: ctx.now().toString(),
    })
    .execute();
  await ctx.tx
    .updateTable('billing.credit')
    .set({ status: 'issued', avoir_id: avoirId, issued_by: ctx.actor.personId })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await correctContested(ctx, { documentId: credit.document_id, avoir: document.number });
  return { id: avoirId, number: document.number };
}

/** Gives up a prepared avoir. */
export async function dropCredit(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string }> {
  await holdCredit(ctx, id);
  await ctx.tx
    .updateTable('billing.credit')
    .set({ status: 'dropped' })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  return { id };
}

async function holdCredit(ctx: Context<Tables>, id: string) {
  const credit = await ctx.tx
    .selectFrom('billing.credit')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!credit) throw refuseDocument('billing.credit-not-found');
  if (credit.status !== 'prepared') throw refuseDocument('billing.credit-settled');
  return credit;
}

type Original = {
  content: BillingDocument;
  billedYear: number;
  bases: ReadonlyMap<number, { lineKey: string; offer: string; edition: string | null }>;
  /** Net already given back, by rank. */ credited: ReadonlyMap<number, number>;
};

/** The document to correct, held by its standing so that two avoirs wait for each other. */
async function holdOriginal(ctx: Context<Tables>, id: string): Promise<Original> {
  const held = await ctx.tx
    .selectFrom('billing.standing')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!held) throw refuseDocument('billing.document-not-found');
  const { content, kind } = await ctx.tx
    .selectFrom('billing.document')
    .select(['content', 'kind'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (kind === 'avoir') throw refuseDocument('billing.credit-of-credit');
  const postings = await ctx.tx
    .selectFrom('billing.posting')
    .select(['rank', 'line_key', 'offer', 'basis', 'year'])
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', id)
    .where('account', '=', 'revenue')
    .orderBy('rank')
    .execute();
  const given = await ctx.tx
    .selectFrom('billing.credit')
    .select('lines')
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', id)
    .where('status', '=', 'issued')
    .execute();
  const credited = new Map<number, number>();
  for (const { rank, netCents } of given.flatMap(({ lines }) => lines)) credited.set(rank, (credited.get(rank) ?? 0) + netCents);
  return {
    content,
    billedYear: postings[0]?.year ?? content.year,
    bases: new Map(
      postings.map((one, at) => [
        at + 1,
        { lineKey: one.line_key ?? '', offer: one.offer ?? '', edition: (one.basis?.['edition'] as string | null | undefined) ?? null },
      ]),
    ), // written by postingsOf
    credited,
  };
}

function refuseTooMuch({ content, credited }: Original, lines: readonly CreditedLine[]): void {
  for (const [at, { rank, netCents }] of lines.entries()) {
    const line = content.lines.find((one) => one.rank === rank);
    if (!line) throw refuseDocument('billing.credit-line-unknown', { rank }, `body.lines.${at}.rank`);
    const left = line.netCents - (credited.get(rank) ?? 0);
    if (netCents > left) throw refuseDocument('billing.credit-too-large', { rank, left: formatEuros(left) }, `body.lines.${at}.netCents`);
  }
}
