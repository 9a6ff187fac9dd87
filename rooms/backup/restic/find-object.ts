// SPDX-License-Identifier: EUPL-1.2
import { inContext } from '#platform/make-context.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';
import type { ObjectPath } from './path.ts';

export type FoundObject = { id: string; size: number; blobId: string };

/** The object of the client's own repository under this address; undefined when there is none, or it lies in the bin. */
export function findObject(house: House, client: Client, { type, name }: ObjectPath): Promise<FoundObject | undefined> {
  return inContext<Tables, FoundObject | undefined>(house, { ...client.entry, readOnly: true }, (ctx) =>
    ctx.tx
      .selectFrom('backup.object')
      .select(['id', 'size', 'blob_id as blobId'])
      .where('organisation_id', '=', client.organisationId)
      .where('repository_id', '=', client.repositoryId)
      .where('type', '=', type)
      .where('name', '=', name)
      .where('binned_at', 'is', null)
      .executeTakeFirst(),
  );
}
