// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import { refuseSignature } from '../contract/signatures.ts';
import { authorOf } from '../documents/author-of.ts';
import type { Tables } from '../tables.ts';
import { findRequest } from './find-request.ts';

type Prepared = { id: string; documentId: string; signatories: readonly { partyId: string; name: string; quality: string }[] };

/** Prepares a made document for the parapheur: a request that says who signs, in which order, and the digest of what is signed. */
export async function prepareSignature(ctx: Context<Tables>, { id, documentId, signatories }: Prepared): Promise<{ requestId: string }> {
  const { role, state } = await findDossier(ctx, id);
  if (role !== 'owner') throw refuseSignature('adhesions.signature-of-operator');
  const document = await ctx.tx
    .selectFrom('adhesions.document')
    .select(['title', 'pdf_digest'])
    .where('organisation_id', '=', ctx.organisation)
    .where('dossier_id', '=', id)
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (!document) throw refuseDocument('adhesions.document-unknown', {}, 'body.documentId');
  const parties = new Set([ctx.organisation, state.facts['beneficiaryId'], state.facts['payerId']]);
  for (const [at, { partyId }] of signatories.entries())
    if (!parties.has(partyId)) throw refuseSignature('adhesions.signatory-not-a-party', {}, `body.signatories.${at}.partyId`);
  const requestId = ctx.newId();
  const written = await ctx.tx
    .insertInto('adhesions.signature_request')
    .values({
      organisation_id: ctx.organisation,
      id: requestId,
      dossier_id: id,
      document_id: documentId,
      title: document.title,
      digest: document.pdf_digest,
      state: 'prepared',
      prepared_at: ctx.now().toString(),
      prepared_by: authorOf(ctx.actor),
      sent_at: null,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'document_id']).where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuseSignature('adhesions.signature-open');
  await ctx.tx
    .insertInto('adhesions.signatory')
    .values(
      signatories.map(({ partyId, name, quality }, at) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        request_id: requestId,
        rank: at + 1,
        party_id: partyId,
        name,
        quality,
        state: 'waiting' as const,
        signed_on: null,
        piece_id: null,
        digest: null,
        reason: null,
        recorded_at: null,
        recorded_by: null,
      })),
    )
    .execute();
  await ctx.tell('adhesions.signature-prepared', { requestId, dossierId: id });
  return { requestId };
}

/** Says that the document went to be signed. */
export async function sendSignature(ctx: Context<Tables>, { id, request }: { id: string; request: string }): Promise<void> {
  const found = await ownRequest(ctx, id, request);
  if (found.state === 'sent') throw refuseSignature('adhesions.signature-sent');
  await ctx.tx
    .updateTable('adhesions.signature_request')
    .set({ state: 'sent', sent_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', request)
    .execute();
  await ctx.tell('adhesions.signature-sent', { requestId: request, dossierId: id });
}

/** Gives a request up; copies that were signed stay in the dossier. */
export async function cancelSignature(ctx: Context<Tables>, { id, request }: { id: string; request: string }): Promise<void> {
  await ownRequest(ctx, id, request);
  await ctx.tx
    .updateTable('adhesions.signature_request')
    .set({ state: 'cancelled', closed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', request)
    .execute();
}

async function ownRequest(ctx: Context<Tables>, id: string, request: string) {
  if ((await findDossier(ctx, id)).role !== 'owner') throw refuseSignature('adhesions.signature-of-operator');
  return findRequest(ctx, id, request);
}
