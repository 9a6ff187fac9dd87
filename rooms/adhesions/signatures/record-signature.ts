// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { actAs, addPiece } from '#rooms/dossiers/api.ts';
import { refuseSignature } from '../contract/signatures.ts';
import { authorOf } from '../documents/author-of.ts';
import { documentKinds, kindsOfDocument } from '../documents/document-kinds.ts';
import type { Tables } from '../tables.ts';
import { findRequest, findSignatory } from './find-request.ts';
import { isWholePdf } from './is-whole-pdf.ts';

type Where = { id: string; request: string; signatory: string };
type Copy = Where & { signedOn: string; name: string; quality: string; fileName: string; content: string };

/**
 * Records a signature with the copy that shows it, by the party that signs or by the operator. The last one closes the request: its copy is
 * the signed document of the dossier.
 */
export function recordSignedCopy(ctx: Context<Tables>, { id, request, signatory, signedOn, name, quality, fileName, content }: Copy) {
  return actAs(ctx, id, async (inside: Context<Tables>, as) => {
    const found = await findRequest(inside, id, request);
    const { id: signatoryId } = await findSignatory(inside, request, signatory, as);
    const bytes = Buffer.from(content, 'base64');
    if (!isWholePdf(bytes)) throw refuseSignature('adhesions.not-a-pdf', {}, 'body.content');
    if (sha256(bytes) === found.digest) throw refuseSignature('adhesions.not-a-signed-copy', {}, 'body.content');
    if (Temporal.PlainDate.compare(signedOn, inside.today()) > 0) throw refuseSignature('adhesions.signed-to-come', {}, 'body.signedOn');
    const madeOn = todayInParis(Temporal.Instant.from(found.prepared_at));
    if (Temporal.PlainDate.compare(signedOn, madeOn) < 0) throw refuseSignature('adhesions.signed-before', {}, 'body.signedOn');
    const isLast = (await waitingIn(inside, request)) === 1;
    const kind = isLast ? await kindOfSigned(inside, found.document_id) : 'signed-copy';
    const piece = await addPiece(inside, id, { kind, name: fileName, type: 'application/pdf', content: bytes, datedOn: signedOn }, as);
    await inside.tx
      .updateTable('adhesions.signatory')
      .set({
        state: 'signed',
        name,
        quality,
        signed_on: signedOn,
        piece_id: piece.pieceId,
        digest: piece.digest,
        recorded_at: inside.now().toString(),
        recorded_by: authorOf(inside.actor),
      })
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', signatoryId)
      .execute();
    if (isLast) await close(inside, request, 'signed');
    await inside.tell('adhesions.signature-recorded', { requestId: request, dossierId: id, isComplete: isLast });
    return { state: isLast ? ('signed' as const) : found.state, ...piece };
  });
}

/** Records that somebody will not sign: the request is closed. */
export function refuseToSign(ctx: Context<Tables>, { id, request, signatory, reason }: Where & { reason: string }): Promise<void> {
  return actAs(ctx, id, async (inside: Context<Tables>, as) => {
    await findRequest(inside, id, request);
    const { id: signatoryId } = await findSignatory(inside, request, signatory, as);
    await inside.tx
      .updateTable('adhesions.signatory')
      .set({ state: 'refused', reason, recorded_at: inside.now().toString(), recorded_by: authorOf(inside.actor) })
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', signatoryId)
      .execute();
    await close(inside, request, 'refused');
  });
}

async function close(ctx: Context<Tables>, request: string, state: 'signed' | 'refused'): Promise<void> {
  await ctx.tx
    .updateTable('adhesions.signature_request')
    .set({ state, closed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', request)
    .execute();
}

async function waitingIn(ctx: Context<Tables>, request: string): Promise<number> {
  const rows = await ctx.tx
    .selectFrom('adhesions.signatory')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', request)
    .where('state', '=', 'waiting')
    .execute();
  return rows.length;
}

/** What the complete copy is in the dossier: the deliberation or the convention that its steps ask for. */
async function kindOfSigned(ctx: Context<Tables>, documentId: string): Promise<'deliberation' | 'convention'> {
  const { document } = await ctx.tx
    .selectFrom('adhesions.document')
    .select('document')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const kind = documentKinds.find((one) => one === document);
  return kind && kindsOfDocument[kind].family === 'deliberation' ? 'deliberation' : 'convention';
}
