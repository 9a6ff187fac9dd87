// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import type { ObjectType, Tables } from '../tables.ts';

export type NewObject = {
  repositoryId: string;
  id: string;
  type: ObjectType;
  name: Buffer;
  size: number;
  blobId: string;
  /** Whether the right of the body may refuse it. */
  isBounded: boolean;
};

/**
 * Records an object, and counts it for its machine, its day and its body, in the caller's transaction and one exchange with the database. The account's
 * row is where all writers of a body meet: the count is exact whatever their number. `known` and `full` are for the caller to roll back.
 */
export async function recordObject(ctx: Context<Tables>, object: NewObject): Promise<'recorded' | 'known' | 'full'> {
  const { repositoryId, id, type, name, size, blobId, isBounded } = object;
  const { rows } = await sql<{ outcome: 'recorded' | 'known' | 'full' }>`
    select backup.record_object(
      ${ctx.organisation}, ${repositoryId}, ${id}, ${type}, ${name}, ${size}, ${blobId}, ${ctx.now().toString()}::timestamptz,
      ${ctx.newId()}, ${ctx.today().toString()}::date, ${isBounded}
    ) as outcome`.execute(ctx.tx);
  return rows[0]?.outcome ?? 'full';
}

/** Removes an object: to the bin under a maintenance, for as long as the body holds what it removes; a lock at once. Removing twice is fine. */
export async function removeObject(
  ctx: Context<Tables>,
  { repositoryId, objectId, maintenanceId }: { repositoryId: string; objectId: string; maintenanceId: string | null },
): Promise<void> {
  await sql`
    select backup.remove_object(
      ${ctx.organisation}, ${repositoryId}, ${objectId}, ${ctx.now().toString()}::timestamptz,
      ${maintenanceId === null ? null : await heldUntil(ctx)}::timestamptz, ${maintenanceId}, ${ctx.newId()}, ${ctx.today().toString()}::date
    )`.execute(ctx.tx);
  if (maintenanceId === null) await releaseBlob(ctx, { table: 'backup.object', id: objectId });
}

async function heldUntil(ctx: Context<Tables>): Promise<string> {
  const { hold_days: days } = await ctx.tx
    .selectFrom('backup.account')
    .select('hold_days')
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  return ctx
    .now()
    .add({ hours: 24 * days })
    .toString();
}
