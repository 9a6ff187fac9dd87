// SPDX-License-Identifier: EUPL-1.2
import { buffer } from 'node:stream/consumers';
import { readBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { piecesOf } from '#rooms/dossiers/api.ts';
import type { Tables } from '../tables.ts';
import { documentText, DOCX, PDF } from './document-text.ts';

/** Reads the text of a document that was attached, so that a search finds it. Repeatable. */
export async function readAttachmentText(
  ctx: Context<Tables>,
  { organisationId, attachmentId }: { organisationId: string; attachmentId: string },
): Promise<void> {
  const entry = { actor: ctx.actor, organisation: organisationId };
  const found = await inContext<Tables, { bytes: Buffer; row: Row } | null>(ctx.house, { ...entry, readOnly: true }, async (inside) => {
    const row = await inside.tx
      .selectFrom('adhesions.attachment')
      .select(['id', 'convention_id', 'payer_id', 'beneficiary_id', 'name', 'type', 'blob_id'])
      .where('organisation_id', '=', organisationId)
      .where('id', '=', attachmentId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    return row ? { row, bytes: await buffer((await readBlob(inside, row.blob_id)).content) } : null;
  });
  if (!found) return;
  // Read outside any transaction: a long document takes its time.
  const pages = await documentText(found.bytes, found.row.type).catch(() => null);
  await inContext<Tables, void>(ctx.house, entry, async (inside) => {
    if (pages) await writePassages(inside, found.row, pages);
    await inside.tx
      .updateTable('adhesions.attachment')
      .set({ text_state: pages === null ? 'failed' : pages.length === 0 ? 'none' : 'read' })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', attachmentId)
      .execute();
  });
}

/** Reads the text of the acts and of the signed convention that its dossier proves. Repeatable. */
export async function readPiecesText(
  ctx: Context<Tables>,
  { organisationId, conventionId }: { organisationId: string; conventionId: string },
): Promise<void> {
  const entry = { actor: ctx.actor, organisation: organisationId };
  const found = await inContext<Tables, { row: Row; bytes: Buffer }[]>(ctx.house, { ...entry, readOnly: true }, async (inside) => {
    const convention = await inside.tx
      .selectFrom('adhesions.convention')
      .select(['id', 'payer_id', 'beneficiary_id', 'dossier_id'])
      .where('organisation_id', '=', organisationId)
      .where('id', '=', conventionId)
      .executeTakeFirst();
    if (!convention?.dossier_id) return [];
    const pieces = (await piecesOf(inside, convention.dossier_id)).filter(({ visibleTo, type }) => visibleTo === 'all' && [PDF, DOCX].includes(type));
    const read: { row: Row; bytes: Buffer }[] = [];
    for (const { id, name, type, blobId } of pieces) {
      const bytes = await buffer((await readBlob(inside, blobId)).content);
      const { payer_id, beneficiary_id } = convention;
      read.push({ row: { id, convention_id: conventionId, payer_id, beneficiary_id, name, type }, bytes });
    }
    return read;
  });
  for (const { row, bytes } of found) {
    const pages = await documentText(bytes, row.type).catch(() => []);
    if (pages.length > 0) await inContext<Tables, void>(ctx.house, entry, (inside) => writePassages(inside, row, pages));
  }
}

type Row = Pick<Tables['adhesions.attachment'], 'id' | 'convention_id' | 'payer_id' | 'beneficiary_id' | 'name' | 'type'>;

async function writePassages(
  ctx: Context<Tables>,
  { id, convention_id, payer_id, beneficiary_id, name }: Row,
  pages: { page: number; body: string }[],
) {
  await ctx.tx.deleteFrom('adhesions.passage').where('organisation_id', '=', ctx.organisation).where('source_id', '=', id).execute();
  if (pages.length === 0) return;
  await ctx.tx
    .insertInto('adhesions.passage')
    .values(
      pages.map(({ page, body }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        convention_id,
        payer_id,
        beneficiary_id,
        source_id: id,
        document: name,
        page,
        body,
        words: '',
      })),
    )
    .execute();
}
