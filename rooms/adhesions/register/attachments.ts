// SPDX-License-Identifier: EUPL-1.2
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuseRegister as refuse } from '../contract/register.ts';
import type { Tables } from '../tables.ts';
import { typeOfDocument } from './document-text.ts';

type Asked = { id: string; kind: 'signed' | 'annex' | 'act' | 'letter'; name: string; content: string; datedOn?: string | null | undefined };

/** Attaches a document to a convention of the operator; a job reads its text. Refuses what is neither a PDF nor a Word file. */
export async function attachDocument(ctx: Context<Tables>, { id: conventionId, kind, name, content, datedOn }: Asked) {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['payer_id', 'beneficiary_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', conventionId)
    .executeTakeFirst();
  if (!convention) throw refuse('adhesions.unknown-convention');
  const bytes = Buffer.from(content, 'base64');
  const type = typeOfDocument(bytes, name);
  if (!type) throw refuse('adhesions.not-a-document', {}, 'content');
  const id = ctx.newId();
  const kept = await keepBlob(ctx, { content: bytes, name, type, referencedBy: { table: 'adhesions.attachment', id } });
  await ctx.tx
    .insertInto('adhesions.attachment')
    .values({
      organisation_id: ctx.organisation,
      id,
      convention_id: conventionId,
      ...convention,
      kind,
      name,
      type,
      blob_id: kept.blobId,
      size: kept.size,
      digest: kept.digest,
      dated_on: datedOn ?? null,
      text_state: 'waiting',
      added_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      added_at: ctx.now().toString(),
      withdrawn_by: null,
      withdrawn_at: null,
      withdrawn_reason: null,
    })
    .execute();
  await ctx.queue('adhesions.read-attachment', { organisationId: ctx.organisation, attachmentId: id });
  await ctx.tell(
    'adhesions.document-attached',
    { conventionId, attachmentId: id, beneficiaryId: convention.beneficiary_id },
    { heardIn: convention.beneficiary_id },
  );
  return { id, digest: kept.digest };
}

type Named = { id: string; attachmentId: string };

/** Takes a document off a convention: its text is found no more; its digest, who took it off and why stay. */
export async function withdrawAttachment(ctx: Context<Tables>, { id, attachmentId, reason }: Named & { reason: string }): Promise<void> {
  const withdrawn = await ctx.tx
    .updateTable('adhesions.attachment')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name, withdrawn_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', id)
    .where('id', '=', attachmentId)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!withdrawn) throw refuse('adhesions.unknown-attachment');
  await ctx.tx.deleteFrom('adhesions.passage').where('organisation_id', '=', ctx.organisation).where('source_id', '=', attachmentId).execute();
  await releaseBlob(ctx, { table: 'adhesions.attachment', id: attachmentId });
  await ctx.tell('adhesions.document-withdrawn', { conventionId: id, attachmentId });
}

/** Bytes belong to the operator: a party reads them there once the row has shown itself to it. */
export async function readAttachment(ctx: Context<Tables>, { id, attachmentId }: Named): Promise<FileAnswer> {
  const attachment = await ctx.tx
    .selectFrom('adhesions.attachment')
    .select(['organisation_id', 'blob_id', 'type'])
    .where('convention_id', '=', id)
    .where('id', '=', attachmentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!attachment) throw refuse('adhesions.unknown-attachment');
  const { organisation_id: organisation, blob_id: blobId, type } = attachment;
  return inContext<Tables, FileAnswer>(ctx.house, { actor: ctx.actor, organisation, readOnly: true, requestId: ctx.requestId }, (inside) =>
    downloadBlob(inside, blobId, { table: 'adhesions.attachment', id: attachmentId }, { inline: type === 'application/pdf' }),
  );
}
