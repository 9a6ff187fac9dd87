// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';

export type BlobTables = {
  'platform.body_key': { organisation_id: string; purpose: 'blobs'; wrapped_key: Buffer; created_at: string };
  'platform.blob': {
    organisation_id: string;
    id: string;
    digest: Buffer;
    size: number;
    is_raw: boolean;
    created_at: string;
    unreferenced_at: string | null;
  };
  'platform.blob_reference': {
    organisation_id: string;
    blob_id: string;
    table_name: string;
    row_id: string;
    name: string | null;
    type: string;
    created_at: string;
  };
};

/** The caller's transaction, seen through the tables of the blobs. */
export function blobTables<Tables>(ctx: Context<Tables>): Transaction<BlobTables> {
  return ctx.tx as unknown as Transaction<BlobTables>; // rooms do not list the platform's tables
}
