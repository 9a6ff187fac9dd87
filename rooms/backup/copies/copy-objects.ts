// SPDX-License-Identifier: EUPL-1.2
/** The second site: each object is copied there some minutes after it arrived, read back, and read again for as long as it lies there. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { openBlobStore } from '#platform/blobs/open-store.ts';
import { BlobMissing, type BlobStore } from '#platform/blobs/store.ts';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';

const BATCH = 200;
/** Objects that may fail before the store itself is taken to be out of reach. One alone must not keep all that came after it from the second site. */
const MOST_FAILURES = 5;
/** Objects read again each night, those that were longest ago first: a repository of a small body in one night, a large one in some. */
const READ_AGAIN = 2_000;

type Row = { organisation_id: string; id: string; blob_id: string; size: number };

/**
 * Copies what is not there yet, and removes what has gone here for good. Nothing where the settings name no second site. What fails is passed over and
 * tried again the next time; the job then fails, and the second site is not said to follow.
 */
export async function copyObjects({ house }: Context<Tables>): Promise<{ copied: number; removed: number }> {
  const { secondSite } = house.settings;
  if (!secondSite) return { copied: 0, removed: 0 };
  const store = await openBlobStore(secondSite);
  try {
    const began = house.clock.now().toString();
    const { copied, failures } = await copyMissing(house, store);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} objects did not reach the second site; ${copied} did`);
    await across(house, sql`update backup.second_site set copied_at = ${began}::timestamptz`);
    return { copied, removed: await removeGone(house, store) };
  } finally {
    await store.close();
  }
}

/** Reads copies again. One that is not what it should be is dropped, told, and made again by the next copy. */
export async function verifyCopies({ house }: Context<Tables>): Promise<{ checked: number; damaged: number }> {
  const { secondSite } = house.settings;
  if (!secondSite) return { checked: 0, damaged: 0 };
  const store = await openBlobStore(secondSite);
  let damaged = 0;
  const failures: unknown[] = [];
  try {
    const rows = await across<Row & { digest: Buffer }>(
      house,
      sql`select c.organisation_id, c.id, c.blob_id, c.size, b.digest
        from backup.copy c
        join platform.blob b on b.organisation_id = c.organisation_id and b.id = c.blob_id
        order by c.verified_at
        limit ${READ_AGAIN}`,
    );
    for (const row of rows) {
      const found = await digestAt(store, row).catch((error: unknown) => passOver(house, row, failures, error));
      // What could not be read is neither whole nor damaged: it stays the longest unread, and is first the next time.
      if (found === undefined) continue;
      const isWhole = found?.equals(row.digest) ?? false;
      if (!isWhole) damaged += 1;
      await within(house, row, (ctx) => (isWhole ? markVerified(ctx, row) : drop(ctx, row)));
    }
    await across(
      house,
      sql`update backup.second_site set
        verified_at = ${house.clock.now().toString()}::timestamptz,
        damaged = ${damaged}::integer,
        oldest_verified_at = (select min(verified_at) from backup.copy)`,
    );
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} copies could not be read`);
    return { checked: rows.length, damaged };
  } finally {
    await store.close();
  }
}

async function copyMissing(house: House, store: BlobStore): Promise<{ copied: number; failures: unknown[] }> {
  let copied = 0;
  const failures: unknown[] = [];
  const passed: string[] = [];
  for (let batch = BATCH; batch === BATCH;) {
    const rows = await across<Row & { digest: Buffer }>(
      house,
      sql`select o.organisation_id, o.id, o.blob_id, o.size, b.digest
        from backup.object o
        join platform.blob b on b.organisation_id = o.organisation_id and b.id = o.blob_id
        left join backup.copy c on c.organisation_id = o.organisation_id and c.id = o.id
        where c.id is null and o.type <> 'locks' and o.id <> all (${passed}::uuid[])
        order by o.at
        limit ${BATCH}`,
    );
    for (const row of rows) {
      try {
        await copyOne(house, store, row);
        copied += 1;
      } catch (error) {
        passOver(house, row, failures, error);
        passed.push(row.id);
      }
    }
    batch = rows.length;
  }
  return { copied, failures };
}

function passOver(house: House, row: Row, failures: unknown[], error: unknown): undefined {
  house.log.error({ err: error, copy: nameOf(row) }, 'an object is not in safety at the second site; it will be tried again');
  failures.push(error);
  if (failures.length >= MOST_FAILURES) throw new AggregateError(failures, 'the second site is out of reach');
  return undefined;
}

// Written, then read back: what is marked as copied has been seen there whole.
async function copyOne(house: House, store: BlobStore, row: Row & { digest: Buffer }): Promise<void> {
  await store.write(nameOf(row), await house.blobs.read(nameOf(row)));
  const found = await digestAt(store, row);
  if (!found?.equals(row.digest)) throw new Error(`the second site does not give back what it was given: ${nameOf(row)}`);
  const at = house.clock.now().toString();
  await within(house, row, async (ctx) => {
    const { organisation_id, id, blob_id, size } = row;
    await ctx.tx
      .insertInto('backup.copy')
      .values({ organisation_id, id, blob_id, size, copied_at: at, verified_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

// Only what the bin has forgotten: what lies in the bin still has its copy. A content that came again is another object of the same bytes: those stay.
async function removeGone(house: House, store: BlobStore): Promise<number> {
  const rows = await across<Row & { is_needed: boolean }>(
    house,
    sql`select c.organisation_id, c.id, c.blob_id, c.size,
        exists (
          select from backup.copy other
          join backup.object o on o.organisation_id = other.organisation_id and o.id = other.id
          where other.organisation_id = c.organisation_id and other.blob_id = c.blob_id) as is_needed
      from backup.copy c
      where not exists (select from backup.object o where o.organisation_id = c.organisation_id and o.id = c.id)
      limit ${BATCH * 10}`,
  );
  for (const row of rows) {
    if (!row.is_needed) await store.remove(nameOf(row));
    await within(house, row, async (ctx) => {
      await ctx.tx.deleteFrom('backup.copy').where('organisation_id', '=', row.organisation_id).where('id', '=', row.id).execute();
    });
  }
  return rows.length;
}

async function markVerified(ctx: Context<Tables>, { organisation_id, id }: Row): Promise<void> {
  await ctx.tx
    .updateTable('backup.copy')
    .set({ verified_at: ctx.now().toString() })
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .execute();
}

async function drop(ctx: Context<Tables>, row: Row): Promise<void> {
  ctx.house.log.error({ copy: nameOf(row) }, 'a copy at the second site is damaged; it will be made again');
  await ctx.tx.deleteFrom('backup.copy').where('organisation_id', '=', row.organisation_id).where('id', '=', row.id).execute();
  await ctx.tell('backup.copy-damaged', { objectId: row.id });
}

async function digestAt(store: BlobStore, row: Row): Promise<Buffer | null> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of await store.read(nameOf(row))) digest.update(chunk as Buffer); // a store gives bytes
  } catch (error) {
    if (error instanceof BlobMissing) return null;
    throw error;
  }
  return digest.digest();
}

function across<Found>(house: House, query: ReturnType<typeof sql>): Promise<Found[]> {
  return acrossOrganisations<Tables, Found[]>(house.db, 'backup.second-site', 'compare what is here with what is at the second site', async (tx) => {
    const { rows } = await query.execute(tx);
    return rows as Found[]; // the caller's query says so
  });
}

function within(house: House, row: Row, work: (ctx: Context<Tables>) => Promise<void>): Promise<void> {
  return inContext<Tables, void>(house, { actor: { kind: 'job', name: 'backup.second-site' }, organisation: row.organisation_id }, work);
}

function nameOf({ organisation_id, blob_id }: Row): string {
  return `${organisation_id}/${blob_id}`;
}
