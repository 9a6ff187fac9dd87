// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseExchange } from '../contract/exchange.ts';
import type { Tables } from '../tables.ts';

type Page = { page: number; size: number };
type FileRow = {
  id: string;
  form: 'liquidation' | 'pes';
  number: number;
  name: string;
  documents: number;
  totalCents: number;
  sentBy: string;
  sentAt: string;
  answered: number;
  isWithdrawn: boolean;
  total: number;
};

/** Files that were made, the last first. */
export async function listFiles(ctx: Context<Tables>, { page, size }: Page) {
  const { rows } = await sql<FileRow>`
    select f.id, f.form, f.number, f.name, f.documents, f.total_cents as "totalCents", f.sent_by as "sentBy", f.sent_at as "sentAt",
      f.withdrawn_at is not null as "isWithdrawn", (count(*) over ())::int as total,
      (select count(*)::int
       from billing.sent_document sent
       join billing.standing s on s.organisation_id = sent.organisation_id and s.document_id = sent.document_id
       where sent.organisation_id = f.organisation_id and sent.file_id = f.id and (s.titre is not null or sent.rejected_at is not null)) as answered
    from billing.sent_file f
    where f.organisation_id = ${ctx.organisation}
    order by f.number desc
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** A file as it was made, to the byte. */
export async function downloadFile(ctx: Context<Tables>, { id }: { id: string }) {
  const file = await fileOf(ctx, id);
  return downloadBlob(ctx, file.blob_id, { table: 'billing.sent_file', id });
}

/** Takes back a liquidation file that nobody took in: its documents wait again. Its bytes stay, for whoever asks what was in it. */
export async function withdrawFile(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const file = await fileOf(ctx, id, { isHeld: true });
  if (file.withdrawn_at !== null) throw refuseExchange('billing.file-withdrawn');
  if (file.form === 'pes') throw refuseExchange('billing.file-numbered');
  const answered = await ctx.tx
    .selectFrom('billing.sent_document as sent')
    .innerJoin('billing.standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'sent.organisation_id').onRef('s.document_id', '=', 'sent.document_id'),
    )
    .innerJoin('billing.document as d', (join) => join.onRef('d.organisation_id', '=', 'sent.organisation_id').onRef('d.id', '=', 'sent.document_id'))
    .select('d.number')
    .where('sent.organisation_id', '=', ctx.organisation)
    .where('sent.file_id', '=', id)
    .where('s.titre', 'is not', null)
    .executeTakeFirst();
  if (answered) throw refuseExchange('billing.file-answered', { number: answered.number });
  await ctx.tx.deleteFrom('billing.sent_document').where('organisation_id', '=', ctx.organisation).where('file_id', '=', id).execute();
  await ctx.tx
    .updateTable('billing.sent_file')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: authorOf(ctx.actor) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.file-withdrawn', { fileId: id });
}

async function fileOf(ctx: Context<Tables>, id: string, { isHeld = false } = {}) {
  const file = await ctx.tx
    .selectFrom('billing.sent_file')
    .select(['form', 'blob_id', 'withdrawn_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .$if(isHeld, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!file) throw refuseExchange('billing.file-not-found');
  return file;
}
