// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import { issuerOf, namesOf, payersOf } from '../documents/issuer-of.ts';
import { firstNumber, makeDocument } from '../documents/make-document.ts';
import { writeDocuments, type Written } from '../documents/write-documents.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { knownPayers } from '../payers/known-payers.ts';
import { payerFaults } from '../payers/payer-faults.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { RunRow, Tables } from '../tables.ts';
import type { Advance } from './compute-run.ts';
import { drawNumbers } from './draw-numbers.ts';
import { holdRun, personOf } from './find-run.ts';
import { digestOf, joinByHash } from './lock-run.ts';
import { SMALL } from './small-run.ts';
import { askWork } from './ask-work.ts';

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
  const documents = await countRetained(ctx, id);
  if (documents > most) {
    await askWork(ctx, id, 'issue');
    return { documents, status: 'issuing' };
  }
  return { documents: await issueHeldRun(ctx, id), status: 'issued' };
}

/** Issues a run that somebody asked to issue, in the caller's transaction; gives how many documents. */
export async function issueHeldRun(ctx: Context<Tables>, id: string, advance: Advance = async () => {}): Promise<number> {
  const run = await holdRun(ctx, id, ['issuing']);
  await joinByHash(ctx);
  if ((await digestOf(ctx, id)) !== run.digest) throw refuseRun('billing.totals-differ', { number: run.number });
  const heads = await headsOf(ctx, id);
  await refusePayers(ctx, heads);
  const documents = await documentsOf(ctx, run, heads);
  const ids = await writeDocuments(ctx, documents, (written) => advance(written, documents.length));
  await markBilled(ctx, run, heads, ids);
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'issued', issued_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.run-issued', { runId: id });
  return ids.length;
}

async function countRetained(ctx: Context<Tables>, runId: string): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('billing.liquidation')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', runId)
    .where('excluded_reason', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Head = Awaited<ReturnType<typeof headsOf>>[number];

/** What is retained, calls before invoices, by payer: the order of the numbers. */
async function headsOf(ctx: Context<Tables>, runId: string) {
  const heads = await ctx.tx
    .selectFrom('billing.liquidation')
    .select(['id', 'kind', 'payer_id', 'payer_name', 'vat', 'annex'])
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', runId)
    .where('excluded_reason', 'is', null)
    .orderBy('kind')
    .orderBy('payer_name')
    .orderBy('payer_id')
    .execute();
  const lines = await ctx.tx
    .selectFrom('billing.liquidation_line')
    .select(['liquidation_id', 'content'])
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', runId)
    .orderBy('liquidation_id')
    .orderBy('rank')
    .execute();
  const linesOf = Map.groupBy(lines, ({ liquidation_id }) => liquidation_id);
  return heads.map((head) => ({ ...head, lines: (linesOf.get(head.id) ?? []).map(({ content }) => content) }));
}

/** A body may have closed, or lost its SIRET, since the run was prepared. */
async function refusePayers(ctx: Context<Tables>, heads: readonly Head[]): Promise<void> {
  const payers = await knownPayers(
    ctx,
    heads.map(({ payer_id }) => payer_id),
  );
  const today = ctx.today().toString();
  const faulty = [...payers.values()].flatMap((payer) => payerFaults(payer, today).map((fault) => ({ name: payer.name, fault })));
  const [first] = faulty;
  if (first) throw refuseRun('billing.run-has-faults', { count: faulty.length, ...first });
}

async function documentsOf(ctx: Context<Tables>, run: RunRow, heads: readonly Head[]): Promise<Written[]> {
  const settings = await settingsOf(ctx);
  const issuer = await issuerOf(ctx, settings);
  const payers = await payersOf(
    ctx,
    heads.map(({ payer_id }) => payer_id),
  );
  const names = await namesOf(
    ctx,
    heads.flatMap(({ lines }) => lines.flatMap(({ beneficiaryIds }) => beneficiaryIds)),
  );
  const issuedOn = ctx.today().toString();
  const { year } = ctx.today();
  const next = { appel: 0, facture: 0 };
  // Always in this order: two runs never wait for each other's series.
  for (const kind of ['appel', 'facture'] as const) {
    const count = heads.filter((head) => head.kind === kind).length;
    if (count > 0) next[kind] = await drawNumbers(ctx, kind, year, { count, first: firstNumber(settings, kind, year) });
  }
  return heads.map((head) => {
    const payer = payers.get(head.payer_id);
    if (!payer) throw new Error('a payer of a locked run is not in the register');
    const document = makeDocument({
      kind: head.kind,
      year,
      sequence: next[head.kind]++,
      billedYear: run.year,
      issuedOn,
      issuer,
      payer,
      lines: head.lines,
      vat: head.vat,
      annex: head.annex,
      names,
      settings,
    });
    const bases = new Map(head.lines.map(({ lineKey, offer, edition }, at) => [at + 1, { lineKey, offer, edition }]));
    return { document, accountKind: head.kind, billedYear: run.year, bases, runId: run.id, originalId: null };
  });
}

async function markBilled(ctx: Context<Tables>, run: RunRow, heads: readonly Head[], documentIds: readonly string[]): Promise<void> {
  const rows = heads.flatMap(({ lines }, at) =>
    lines.map((line: DueLine, rank: number) => ({ id: ctx.newId(), key: line.sourceKey, document: documentIds[at] ?? '', rank: rank + 1 })),
  );
  const { numAffectedRows } = await sql`
    insert into billing.billed (organisation_id, id, source_key, document_id, line_rank)
    select ${ctx.organisation}::uuid, r.id, r.key, r.document, r.rank
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, key text, document uuid, rank int)
    on conflict (organisation_id, source_key) where released_by is null do nothing`.execute(ctx.tx);
  if (Number(numAffectedRows ?? 0) !== rows.length) throw refuseRun('billing.already-billed', { number: run.number });
}
