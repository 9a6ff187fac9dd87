// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { BlobReference } from './keep-blob.ts';
import { blobTables } from './tables.ts';

/**
 * Says, in the caller's transaction, that this row needs the blob no more: one blob, or all that the row needed.
 * A blob that no row needs goes some days later. Releasing twice is fine.
 */
export async function releaseBlob<Tables>(ctx: Context<Tables>, referencedBy: BlobReference, blobId?: string): Promise<void> {
  const tx = blobTables(ctx);
  const needed = await tx
    .selectFrom('platform.blob_reference')
    .select('blob_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('table_name', '=', referencedBy.table)
    .where('row_id', '=', referencedBy.id)
    .$if(blobId !== undefined, (query) => query.where('blob_id', '=', blobId ?? ''))
    .execute();
  const ids = needed.map((row) => row.blob_id);
  if (ids.length === 0) return;
  // Locked first, in one order: of two rows that release the same blob at once, the second sees that it was the last.
  await tx
    .selectFrom('platform.blob')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  await tx
    .deleteFrom('platform.blob_reference')
    .where('organisation_id', '=', ctx.organisation)
    .where('table_name', '=', referencedBy.table)
    .where('row_id', '=', referencedBy.id)
    .where('blob_id', 'in', ids)
    .execute();
  await tx
    .updateTable('platform.blob')
    .set({ unreferenced_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', ids)
    .where(sql<boolean>`not exists (
      select from platform.blob_reference r
      where r.organisation_id = blob.organisation_id
        and r.blob_id = blob.id)`)
    .execute();
}
