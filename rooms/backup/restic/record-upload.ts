// SPDX-License-Identifier: EUPL-1.2
import { sql, type QueryExecutorProvider } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { UploadedBlob } from '#platform/blobs/upload-blob.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from '../tables.ts';
import type { Client } from './admit-client.ts';
import type { ObjectPath } from './path.ts';

export type Outcome = 'recorded' | 'known' | 'other' | 'full';
type Recorded = { outcome: Outcome; kept: string | null };

/**
 * Shows an object whose bytes are safe, and counts it, in one exchange with the database: `backup.save_object` is a transaction by itself. Only a
 * snapshot, which is told, takes a transaction of several. Says too whether the bytes that were brought are those that stand.
 */
export async function recordUpload(
  house: House,
  client: Client,
  path: ObjectPath,
  uploaded: UploadedBlob,
  isBounded: boolean,
): Promise<{ outcome: Outcome; isKept: boolean }> {
  const id = uuidV7(house.clock.now().epochMilliseconds);
  const save = (db: QueryExecutorProvider): Promise<Recorded> => saveObject(house, client, { id, path, uploaded, isBounded }, db);
  const { outcome, kept } =
    path.type !== 'snapshots'
      ? await save(house.db.kysely)
      : await inContext<Tables, Recorded>(house, client.entry, async (ctx) => {
          const recorded = await save(ctx.tx);
          if (recorded.outcome === 'recorded') await ctx.tell('backup.backed-up', { repositoryId: client.repositoryId, objectId: id });
          return recorded;
        });
  return { outcome, isKept: outcome === 'recorded' && kept === uploaded.id };
}

type Saved = { id: string; path: ObjectPath; uploaded: UploadedBlob; isBounded: boolean };

async function saveObject(
  { clock }: House,
  { organisationId, repositoryId }: Client,
  { id, path: { type, name }, uploaded, isBounded }: Saved,
  db: QueryExecutorProvider,
): Promise<Recorded> {
  const now = clock.now();
  const { rows } = await sql<Recorded>`
    select outcome, kept from backup.save_object(
      ${organisationId}, ${repositoryId}, ${id}, ${type}, ${name}, ${uploaded.size}, ${uploaded.id}, ${uploaded.digest},
      ${now.toString()}::timestamptz, ${uuidV7(now.epochMilliseconds)}, ${todayInParis(now).toString()}::date, ${isBounded})`.execute(db);
  const [recorded] = rows;
  if (!recorded) throw new Error('backup.save_object answered nothing');
  return recorded;
}
