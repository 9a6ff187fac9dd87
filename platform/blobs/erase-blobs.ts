// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import { blobTables } from './tables.ts';

/**
 * Forgets every blob of the body in the address, its key first of all: from the commit on, its sealed bytes are noise wherever they
 * lie, backups of the store included. The sweep then removes them; raw bytes, which have no key of ours, go with that sweep too.
 */
export async function eraseBlobs<Tables>(ctx: Context<Tables>): Promise<void> {
  const tx = blobTables(ctx);
  await tx.deleteFrom('platform.body_key').where('organisation_id', '=', ctx.organisation).where('purpose', '=', 'blobs').execute();
  await tx.deleteFrom('platform.blob_reference').where('organisation_id', '=', ctx.organisation).execute();
  await tx.deleteFrom('platform.blob').where('organisation_id', '=', ctx.organisation).execute();
}
