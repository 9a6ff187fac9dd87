// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { AnnexBody, Issuer, VatTotal } from '../document.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { issuerOf, namesOf, payersOf } from '../documents/issuer-of.ts';
import { firstNumber, makeDocument } from '../documents/make-document.ts';
import { putDocuments, tellIssued, type Written } from '../documents/write-documents.ts';
import { knownPayers } from '../payers/known-payers.ts';
import { payerFaults } from '../payers/payer-faults.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { RunRow, Tables } from '../tables.ts';
import { askWork } from './ask-work.ts';
import { digestOf } from './digest-run.ts';
import { drawNumbers } from './draw-numbers.ts';
import { holdRun, personOf } from './find-run.ts';
import { retainedOf, type Retained } from './retained.ts';
import { SMALL } from './small-run.ts';
import { partsOf, workInParts, type Way } from './work-in-parts.ts';

/**
 * Issues every document of a locked run in one transaction: numbers, documents, postings and what is thereby billed stand together or not at all.
 * A run of more than `most` documents is left to a job, which does the same. Refuses whoever prepared it, a payer that may no longer receive, and a line that another run
 * billed meanwhile.
 */
export async function issueRun(
  ctx: Context<Tables>,
  { id }: { id: string },
  most = SMALL,
): Promise<{ documents: number; status: 'issuing' | 'issued' }> {
  const run = await holdRun(ctx, id, ['locked']);
  const person = personOf(ctx);
  if (run.prepared_by === person) throw refuseRun('billing.own-run', { number: run.number });
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'issuing', issued_by: person, issued_name: authorOf(ctx.actor) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  const documents = (await retainedOf(ctx, id)).length;
  if (documents > most) {
    await askWork(ctx, id, 'issue');
    return { documents, status: 'issuing' };
  }
  return { documents: await issueHeldRun(ctx, id), status: 'issued' };
}

/**
 * Issues a run that somebody asked to issue, in the caller's transaction; gives how many documents. Some documents at a time: a country's are never held
 * together, and its series has no gap all the same, since its numbers are drawn at once and stand with them or not at all.
 */
export async function issueHeldRun(ctx: Context<Tables>, id: string, way: Way = {}): Promise<number> {
  const run = await holdRun(ctx, id, ['issuing']);
  const retained = await retainedOf(ctx, id);
  if ((await digestOf(ctx, retained)) !== run.digest) throw refuseRun('billing.totals-differ', { number: run.number });
  await refusePayers(ctx, retained);
  const numbered = await drawEach(ctx, retained);
  const common = { run, settings: await settingsOf(ctx), issuedOn: ctx.today().toString(), year: ctx.today().year };
  const issuer = await issuerOf(ctx, common.settings);
  const issued: { id: string; payerId: string; sourceKeys: readonly string[] }[] = [];
  await workInParts(ctx, partsOf(numbered, way.atOnce ?? AT_ONCE), way, {
    make: (reader, part) => documentsOf(reader, part, { ...common, issuer }),
    write: async (made) => {
      const ids = await putDocuments(
        ctx,
        made.map(({ document }) => document),
      );
      issued.push(...made.map(({ document, sourceKeys }, at) => ({ id: ids[at] ?? '', payerId: document.document.payer.bodyId, sourceKeys })));
      await way.advance?.(issued.length, retained.length);
    },
  });
  await tellIssued(ctx, issued);
  for (const part of partsOf(issued, way.atOnce ?? MARKED_AT_ONCE)) await markBilled(ctx, run, part);
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'issued', issued_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.run-issued', { runId: id });
  return retained.length;
}

/** As many as `writeDocuments` writes in a statement. */
const AT_ONCE = 500;
/** A few lines each. */
const MARKED_AT_ONCE = 4_000;

/** A body may have closed, or lost its SIRET, since the run was prepared. */
async function refusePayers(ctx: Context<Tables>, retained: readonly Retained[]): Promise<void> {
  const today = ctx.today().toString();
  const faulty: { name: string; fault: string }[] = [];
  for (const part of partsOf([...new Set(retained.map(({ payerId }) => payerId))], AT_ONCE))
    for (const payer of (await knownPayers(ctx, part)).values())
      faulty.push(...payerFaults(payer, today).map((fault) => ({ name: payer.name, fault })));
  const [first] = faulty;
  if (first) throw refuseRun('billing.run-has-faults', { count: faulty.length, ...first });
}

type Numbered = Retained & { sequence: number };

/** The number of each document, in their order. */
async function drawEach(ctx: Context<Tables>, retained: readonly Retained[]): Promise<Numbered[]> {
  const settings = await settingsOf(ctx);
  const { year } = ctx.today();
  const next = { appel: 0, facture: 0 };
  // Always in this order: two runs never wait for each other's series.
  for (const kind of ['appel', 'facture'] as const) {
    const count = retained.filter((one) => one.kind === kind).length;
    if (count > 0) next[kind] = await drawNumbers(ctx, kind, year, { count, first: firstNumber(settings, kind, year) });
  }
  return retained.map((one) => ({ ...one, sequence: next[one.kind]++ }));
}

type Common = { run: RunRow; settings: BillingSettings; issuer: Issuer; issuedOn: string; year: number };
type Made = { document: Written; sourceKeys: readonly string[] };

/** What some documents say, from what the run froze and what the register says of their payers today. */
async function documentsOf(ctx: Context<Tables>, numbered: readonly Numbered[], { run, ...common }: Common): Promise<Made[]> {
  const frozen = await frozenOf(
    ctx,
    numbered.map(({ id }) => id),
  );
  const payers = await payersOf(
    ctx,
    numbered.map(({ payerId }) => payerId),
  );
  const names = await namesOf(
    ctx,
    [...frozen.values()].flatMap(({ lines }) => lines.flatMap(({ beneficiaryIds }) => beneficiaryIds)),
  );
  return numbered.map(({ id, kind, payerId, sequence }) => {
    const [payer, said] = [payers.get(payerId), frozen.get(id)];
    if (!payer || !said) throw new Error('a document of a locked run, or its payer, is not to be found');
    const document = makeDocument({ ...common, ...said, kind, sequence, payer, names, billedYear: run.year });
    const bases = new Map(said.lines.map(({ lineKey, offer, edition }, at) => [at + 1, { lineKey, offer, edition }]));
    return {
      document: { document, accountKind: kind, billedYear: run.year, bases, runId: run.id, originalId: null },
      sourceKeys: said.lines.map(({ sourceKey }) => sourceKey),
    };
  });
}

type Frozen = { id: string; vat: VatTotal[]; annex: AnnexBody[]; lines: DueLine[] };

/**
 * What a run froze of some documents: lines, VAT, annex. Each is looked up by itself: rows of a moment ago have no statistics, and asked for all
 * together they are found by reading every line of the run, once for each part of it.
 */
async function frozenOf(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, Frozen>> {
  const { rows } = await sql<Frozen>`
    select asked.id, head.vat, head.annex, body.lines
    from unnest(${ids}::uuid[]) as asked (id)
    cross join lateral (
      select vat, annex from billing.liquidation where organisation_id = ${ctx.organisation} and id = asked.id offset 0) head
    cross join lateral (
      select coalesce(json_agg(content order by rank), '[]') as lines
      from billing.liquidation_line
      where organisation_id = ${ctx.organisation} and liquidation_id = asked.id) body`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function markBilled(ctx: Context<Tables>, run: RunRow, issued: readonly { id: string; sourceKeys: readonly string[] }[]): Promise<void> {
  const rows = issued.flatMap(({ id, sourceKeys }) => sourceKeys.map((key, rank) => ({ id: ctx.newId(), key, document: id, rank: rank + 1 })));
  const { numAffectedRows } = await sql`
    insert into billing.billed (organisation_id, id, source_key, document_id, line_rank)
    select ${ctx.organisation}::uuid, r.id, r.key, r.document, r.rank
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, key text, document uuid, rank int)
    on conflict (organisation_id, source_key) where released_by is null do nothing`.execute(ctx.tx);
  if (Number(numAffectedRows ?? 0) !== rows.length) throw refuseRun('billing.already-billed', { number: run.number });
}
