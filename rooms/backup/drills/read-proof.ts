// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** The document that proves a restore of the body in the address; it may be read after the transaction has ended. */
export async function readDrillProof(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const drill = await ctx.tx
    .selectFrom('backup.drill')
    .select('proof_blob_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!drill?.proof_blob_id) throw refuse('backup.proof-unknown');
  return downloadBlob(ctx, drill.proof_blob_id, { table: 'backup.drill', id }, { inline: true });
}
