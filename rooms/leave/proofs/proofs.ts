// SPDX-License-Identifier: EUPL-1.2
/** Documents that justify an absence. The database hides them from whoever neither treats them nor is the agent. */
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { readBlob } from '#platform/blobs/read-blob.ts';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from '../contract.ts';
import { nameOf } from '../counters/post-movements.ts';
import { findRequest } from '../requests/find-request.ts';
import { sayStatus } from '../requests/say-status.ts';
import type { Tables } from '../tables.ts';

/** Joins a document to one's own absence, or to an agent's where one treats them. */
export async function addProof(
  ctx: Context<Tables>,
  { id, name, type, content }: { id: string; name: string; type: string; content: string },
): Promise<{ id: string }> {
  const { agent, isMine } = await findRequest(ctx, id, { hold: true });
  if (!isMine && !ctx.may('leave.treat-medical')) throw refuse('leave.not-for-others');
  const proofId = ctx.newId();
  const kept = await keepBlob(ctx, { content: Buffer.from(content, 'base64'), name, type, referencedBy: { table: 'leave.proof', id: proofId } });
  await ctx.tx
    .insertInto('leave.proof')
    .values({
      organisation_id: ctx.organisation,
      id: proofId,
      request_id: id,
      person_id: agent.personId,
      name,
      type,
      blob_id: kept.blobId,
      size: kept.size,
      digest: kept.digest,
      added_at: ctx.now().toString(),
      added_by: nameOf(ctx),
    })
    .execute();
  await count(ctx, id, 1);
  return { id: proofId };
}

/** A document, to whoever may read it; read by somebody else than the agent, the journal says so. */
export async function readProof(ctx: Context<Tables>, { id, proofId }: { id: string; proofId: string }): Promise<FileAnswer> {
  const proof = await find(ctx, id, proofId);
  const isMine = ctx.actor.kind === 'person' && proof.person_id === ctx.actor.personId;
  if (!isMine) await ctx.record({ what: 'leave.proof-read', about: { requestId: id, proofId } });
  const { content } = await readBlob(ctx, proof.blob_id);
  return { name: proof.name, type: proof.type, content, inline: true };
}

/** Takes a document back while the request still waits. */
export async function removeProof(ctx: Context<Tables>, { id, proofId }: { id: string; proofId: string }): Promise<void> {
  const { row } = await findRequest(ctx, id, { hold: true });
  const proof = await find(ctx, id, proofId);
  if (row.status !== 'requested' && row.status !== 'endorsed' && !ctx.may('leave.treat-medical'))
    throw refuse('leave.already-answered', { status: sayStatus(row.status) });
  await ctx.tx.deleteFrom('leave.proof').where('organisation_id', '=', ctx.organisation).where('id', '=', proof.id).execute();
  await releaseBlob(ctx, { table: 'leave.proof', id: proof.id });
  await count(ctx, id, -1);
}

async function find(ctx: Context<Tables>, requestId: string, id: string): Promise<Tables['leave.proof']> {
  const proof = await ctx.tx
    .selectFrom('leave.proof')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', requestId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!proof) throw refuse('leave.unknown-proof');
  return proof;
}

async function count(ctx: Context<Tables>, requestId: string, more: 1 | -1): Promise<void> {
  await ctx.tx
    .updateTable('leave.request')
    .set(({ eb }) => ({ proofs: eb('proofs', '+', more) }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', requestId)
    .execute();
}
