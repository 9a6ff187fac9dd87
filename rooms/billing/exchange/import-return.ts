// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { buffer } from 'node:stream/consumers';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { readBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseExchange } from '../contract/exchange.ts';
import { recordPayment } from '../standing/record-payment.ts';
import { rejectTitre } from '../standing/reject-titre.ts';
import { recordTitre } from '../standing/record-titre.ts';
import type { Tables } from '../tables.ts';
import { digestOf } from '../treasury/read-return.ts';
import type { Settled } from '../treasury/settle-lines.ts';
import { judgeReturn, type Judged, type JudgedLine } from './judge-return.ts';

type Sent = { name: string; content: string };

/** What a return would do; keeps nothing. */
export async function previewReturn(ctx: Context<Tables>, { content }: Sent) {
  const { status, says, remarks, lines } = await judgeReturn(ctx, Buffer.from(content, 'base64'));
  return { status, says, remarks: [...remarks], lines: lines.slice(0, 2_000).map(({ settled }) => shownLine(settled)) };
}

/** Keeps a return whatever it is worth, applies what is sure, and leaves the rest to somebody. The same bytes again are refused: they changed nothing. */
export async function importReturn(ctx: Context<Tables>, { name, content }: Sent) {
  const bytes = Buffer.from(content, 'base64');
  const digest = digestOf(bytes);
  await refuseKnown(ctx, digest);
  const judged = await judgeReturn(ctx, bytes);
  const id = ctx.newId();
  const kept = await keepBlob(ctx, { content: bytes, name, type: 'application/octet-stream', referencedBy: { table: 'billing.return_file', id } });
  await ctx.tx
    .insertInto('billing.return_file')
    .values({
      organisation_id: ctx.organisation,
      id,
      name,
      ...aboutOf(judged),
      digest,
      blob_id: kept.blobId,
      received_by: authorOf(ctx.actor),
      received_at: ctx.now().toString(),
      replayed_at: null,
    })
    .execute();
  const counts = await keepLines(ctx, id, judged.lines);
  await ctx.tell('billing.return-received', { returnId: id });
  return { id, status: judged.status, ...counts };
}

/** Reads a kept return again, by the settings of today: what is settled stays, what waited is judged anew. */
export async function replayReturn(ctx: Context<Tables>, { id }: { id: string }) {
  const file = await ctx.tx
    .selectFrom('billing.return_file')
    .select(['blob_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!file) throw refuseExchange('billing.return-not-found');
  const { content } = await readBlob(ctx, file.blob_id);
  const settled = await ctx.tx
    .selectFrom('billing.return_line')
    .select('key')
    .where('organisation_id', '=', ctx.organisation)
    .where('file_id', '=', id)
    .where('verdict', '!=', 'refuse')
    .execute();
  const skip = new Set(settled.map(({ key }) => key));
  const judged = await judgeReturn(ctx, await buffer(content), skip);
  await ctx.tx
    .deleteFrom('billing.return_line')
    .where('organisation_id', '=', ctx.organisation)
    .where('file_id', '=', id)
    .where('verdict', '=', 'refuse')
    .execute();
  await ctx.tx
    .updateTable('billing.return_file')
    .set({ ...aboutOf(judged), replayed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  const counts = await keepLines(ctx, id, judged.lines);
  await ctx.tell('billing.return-replayed', { returnId: id });
  return { status: judged.status, ...counts };
}

function shownLine({ line, document, verdict, says }: Settled) {
  return { line: line.line, what: line.what, document, verdict, says };
}

async function refuseKnown(ctx: Context<Tables>, digest: string): Promise<void> {
  // Two imports at once of the same bytes: the second waits for the first to end, then finds it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.organisation}/${digest}`}, 0))`.execute(ctx.tx);
  const before = await ctx.tx
    .selectFrom('billing.return_file')
    .select(['id', 'received_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (!before) return;
  const { count } = await ctx.tx
    .selectFrom('billing.return_line')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('file_id', '=', before.id)
    .executeTakeFirstOrThrow();
  const on = Temporal.Instant.from(before.received_at).toZonedDateTimeISO('Europe/Paris').toPlainDate();
  throw refuseExchange('billing.return-known', { on: on.toLocaleString('fr-FR'), lines: count });
}

function aboutOf({ form, status, says, remarks }: Judged) {
  return { form, status, says, remarks: JSON.stringify(remarks) };
}

/** Records each line; one that the document itself refuses, for what happened meanwhile, waits with that reason. */
async function keepLines(ctx: Context<Tables>, fileId: string, lines: readonly JudgedLine[]) {
  let applied = 0;
  let refused = 0;
  for (const { key, rank, settled } of lines) {
    const refusal = settled.verdict === 'apply' ? await apply(ctx, settled) : null;
    const verdict = refusal === null ? settled.verdict : 'refuse';
    if (verdict === 'apply') applied++;
    if (verdict === 'refuse') refused++;
    await ctx.tx
      .insertInto('billing.return_line')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        file_id: fileId,
        key,
        rank,
        line: settled.line.line,
        what: settled.line.what,
        document: settled.document,
        verdict,
        says: refusal ?? settled.says,
        settled_by: null,
        settled_at: null,
        settled_reason: null,
      })
      .execute();
  }
  return { applied, refused };
}

/** Null when it is recorded; otherwise why not. A savepoint takes back what a refusal left half done. */
async function apply(ctx: Context<Tables>, { act }: Extract<Settled, { verdict: 'apply' }>): Promise<string | null> {
  await sql`savepoint before_line`.execute(ctx.tx);
  try {
    const { documentId: id, ...said } = act;
    if (said.kind === 'titre') await recordTitre(ctx, { id, titre: said.titre, bordereau: said.bordereau, exercice: said.exercice, on: said.on });
    else if (said.kind === 'rejection') await rejectTitre(ctx, { id, on: said.on, reason: said.reason });
    else await recordPayment(ctx, { id, amountCents: said.amountCents, on: said.on, reference: said.reference });
    await sql`release savepoint before_line`.execute(ctx.tx);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint before_line`.execute(ctx.tx);
    return error.message;
  }
}
