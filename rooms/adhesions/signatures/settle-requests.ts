// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { DossierState } from '#rooms/dossiers/api.ts';
import { authorOf } from '../documents/author-of.ts';
import { documentKinds, kindsOfDocument } from '../documents/document-kinds.ts';
import type { Tables } from '../tables.ts';

/**
 * Closes the signature requests that a dossier leaves open when it is concluded, however the signature was entered: those of its convention are
 * signed by the copy that proves it, any other is cancelled. A dossier that ends otherwise cancels them all.
 */
export async function settleRequests(
  ctx: Context<Tables>,
  { id: dossierId, state }: { id: string; state: DossierState },
  { key }: { key: string },
): Promise<void> {
  if (!['signed', 'rejected', 'abandoned'].includes(key)) return;
  const open = await ctx.tx
    .selectFrom('adhesions.signature_request as r')
    .innerJoin('adhesions.document as d', (join) => join.onRef('d.organisation_id', '=', 'r.organisation_id').onRef('d.id', '=', 'r.document_id'))
    .select(['r.id', 'd.document'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.dossier_id', '=', dossierId)
    .where('r.closed_at', 'is', null)
    .orderBy('r.id')
    .forUpdate('r')
    .execute();
  const copy = key === 'signed' ? state.pieces.findLast(({ kind }) => kind === 'convention') : undefined;
  for (const request of open) {
    const isSigned = copy !== undefined && isConvention(request.document);
    if (isSigned) await signWaiting(ctx, { request: request.id, copy, signedOn: String(state.facts['signedOn']), dossierId });
    await ctx.tx
      .updateTable('adhesions.signature_request')
      .set({ state: isSigned ? 'signed' : 'cancelled', closed_at: ctx.now().toString() })
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', request.id)
      .execute();
  }
}

type Signed = { request: string; copy: { pieceId: string; digest: string }; signedOn: string; dossierId: string };

/** The complete copy shows every signature that was still awaited. */
async function signWaiting(ctx: Context<Tables>, { request, copy, signedOn, dossierId }: Signed): Promise<void> {
  await ctx.tx
    .updateTable('adhesions.signatory')
    .set({
      state: 'signed',
      signed_on: signedOn,
      piece_id: copy.pieceId,
      digest: copy.digest,
      recorded_at: ctx.now().toString(),
      recorded_by: authorOf(ctx.actor),
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', request)
    .where('state', '=', 'waiting')
    .execute();
  await ctx.tell('adhesions.signature-recorded', { requestId: request, dossierId, isComplete: true });
}

function isConvention(document: string): boolean {
  const kind = documentKinds.find((one) => one === document);
  return kind !== undefined && kindsOfDocument[kind].family === 'convention';
}
