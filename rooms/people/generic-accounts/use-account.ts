// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseGenericAccount, type HolderRole } from '../contract/generic-accounts.ts';
import { ownTables } from '../own-tables.ts';
import { personWhoActs } from '../person-who-acts.ts';

const AT_LEAST: Readonly<Record<HolderRole, readonly HolderRole[]>> = {
  reader: ['reader', 'writer', 'manager'],
  writer: ['writer', 'manager'],
  manager: ['manager'],
};

/** The generic accounts of the body in the address that the person who acts holds today, and what they may do with each. */
export async function myGenericAccounts<Other>(ctx: Context<Other>): Promise<{ id: string; address: string; name: string; role: HolderRole }[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<{ id: string; address: string; name: string; role: HolderRole }>`
    select distinct on (a.id) a.id, a.address, a.name, h.role
    from people.mandate m
    join people.generic_account_holder h on h.organisation_id = m.organisation_id and h.mandate_id = m.id
    join people.generic_account a on a.organisation_id = h.organisation_id and a.id = h.account_id
    where m.organisation_id = ${ctx.organisation}
      and people.is_me(m.person_id)
      and m.begins_on <= ${today}::date
      and (m.ends_on is null or m.ends_on >= ${today}::date)
      and a.closed_at is null
    order by a.id, array_position('{manager,writer,reader}', h.role)`.execute(ctx.tx);
  return rows;
}

/**
 * Uses a generic account as oneself: writes down who did what with it. Refuses whoever does not hold it, or not so far as `needs`.
 * `what` is a few French words, such as « a répondu à un message ».
 */
export async function recordUse<Other>(
  ctx: Context<Other>,
  { accountId, needs, what }: { accountId: string; needs: HolderRole; what: string },
): Promise<void> {
  const { personId, name, supportedBy } = personWhoActs(ownTables(ctx));
  const held = (await myGenericAccounts(ctx)).find(({ id }) => id === accountId);
  if (!held || !AT_LEAST[needs].includes(held.role)) throw refuseGenericAccount('people.not-a-holder');
  await ownTables(ctx)
    .tx.insertInto('people.generic_account_use')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      account_id: accountId,
      person_id: personId,
      by_name: supportedBy ? `${supportedBy.name} pour ${name}` : name,
      what,
      used_at: ctx.now().toString(),
    })
    .execute();
  await ctx.tell('people.generic-account-used', { accountId, what });
}
