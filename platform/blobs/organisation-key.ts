// SPDX-License-Identifier: EUPL-1.2
/** The key of each body: random, wrapped by the installation's root key, kept in the database, erasable. */
import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { secretBox } from '../secrets/seal.ts';
import type { BlobTables } from './tables.ts';

const keys = secretBox('beffroi blob key');

/** The body's key, made on first use in the caller's transaction. */
export async function keyOf(tx: Transaction<BlobTables>, rootKey: Uint8Array, organisationId: string, now: Temporal.Instant): Promise<Uint8Array> {
  const kept = await wrappedKeyOf(tx, organisationId);
  if (kept) return unwrapKey(rootKey, organisationId, kept);
  await tx
    .insertInto('platform.body_key')
    .values({
      organisation_id: organisationId,
      purpose: 'blobs',
      wrapped_key: keys.seal({ secretKey: rootKey }, organisationId, randomBytes(32)),
      created_at: now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another transaction may have been first: what stands is the key.
  return keptKeyOf(tx, rootKey, organisationId);
}

/** The body's key. Throws when it was erased: what it sealed cannot be read again. */
export async function keptKeyOf(tx: Transaction<BlobTables>, rootKey: Uint8Array, organisationId: string): Promise<Uint8Array> {
  const kept = await wrappedKeyOf(tx, organisationId);
  if (!kept) throw new Error('this body has no key: its blobs were erased');
  return unwrapKey(rootKey, organisationId, kept);
}

async function wrappedKeyOf(tx: Transaction<BlobTables>, organisationId: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('platform.body_key')
    .select('wrapped_key')
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', 'blobs')
    .executeTakeFirst();
  return row?.wrapped_key;
}

function unwrapKey(rootKey: Uint8Array, organisationId: string, wrapped: Buffer): Uint8Array {
  const key = keys.open({ secretKey: rootKey }, organisationId, wrapped);
  if (!key) throw new Error('the key of this body does not open: was it wrapped by another root key (SECRET_KEY)?');
  return key;
}
