// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseGenericAccount, type HolderRole } from '../contract/generic-accounts.ts';
import type { Tables } from '../tables.ts';

type Holder = { mandateId: string; role: HolderRole };

/** Opens a generic account for named holders, one of whom serves today. Refuses an address that a person here already has. */
export async function addGenericAccount(ctx: Context<Tables>, input: { address: string; name: string; holders: Holder[] }): Promise<{ id: string }> {
  const address = input.address.trim().toLowerCase();
  await checkAddress(ctx, address);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('people.generic_account')
    .values({ organisation_id: ctx.organisation, id, address, name: input.name, created_at: ctx.now().toString(), closed_at: null })
    .execute();
  await writeHolders(ctx, id, input.holders);
  await ctx.tell('people.generic-account-changed', { accountId: id });
  return { id };
}

/** Changes its name and its holders. */
export async function changeGenericAccount(
  ctx: Context<Tables>,
  { id, name, holders }: { id: string; name: string; holders: Holder[] },
): Promise<void> {
  await update(ctx, id, { name });
  await ctx.tx.deleteFrom('people.generic_account_holder').where('organisation_id', '=', ctx.organisation).where('account_id', '=', id).execute();
  await writeHolders(ctx, id, holders);
  await ctx.tell('people.generic-account-changed', { accountId: id });
}

/** Closes it; its address may then serve again, and who used it stays written. */
export async function closeGenericAccount(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await update(ctx, id, { closed_at: ctx.now().toString() });
  await ctx.tell('people.generic-account-changed', { accountId: id });
}

async function update(ctx: Context<Tables>, id: string, values: { name?: string; closed_at?: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.generic_account')
    .set(values)
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseGenericAccount('people.generic-account-unknown');
}

async function checkAddress(ctx: Context<Tables>, address: string): Promise<void> {
  const taken = await ctx.tx
    .selectFrom('people.generic_account')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('address', '=', address)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (taken) throw refuseGenericAccount('people.generic-account-taken', {}, 'address');
  const person = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where(sql<boolean>`lower(email) = ${address}`)
    .executeTakeFirst();
  if (person) throw refuseGenericAccount('people.generic-account-is-a-person', {}, 'address');
}

async function writeHolders(ctx: Context<Tables>, accountId: string, holders: readonly Holder[]): Promise<void> {
  const roles = new Map(holders.map(({ mandateId, role }) => [mandateId, role]));
  const known = await ctx.tx
    .selectFrom('people.mandate')
    .select(['id', 'begins_on', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...roles.keys()])
    .execute();
  const today = ctx.today().toString();
  const serving = known.filter(({ begins_on, ends_on }) => begins_on <= today && (ends_on === null || ends_on >= today));
  if (serving.length === 0) throw refuseGenericAccount('people.holder-needed', {}, 'holders');
  if (serving.length < roles.size) throw refuseGenericAccount('people.holder-unknown', {}, 'holders');
  await ctx.tx
    .insertInto('people.generic_account_holder')
    .values(
      [...roles].map(([mandateId, role]) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        account_id: accountId,
        mandate_id: mandateId,
        role,
        added_at: ctx.now().toString(),
      })),
    )
    .execute();
}
