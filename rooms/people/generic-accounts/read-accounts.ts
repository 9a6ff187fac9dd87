// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseGenericAccount } from '../contract/generic-accounts.ts';
import { stateOf } from '../mandates/mandate-line.ts';
import type { Tables } from '../tables.ts';

const USES_SHOWN = 50;

/** The body's generic accounts, open ones first, with those who hold them. */
export async function listGenericAccounts(ctx: Context<Tables>) {
  const accounts = await ctx.tx
    .selectFrom('people.generic_account')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('closed_at', (by) => by.desc().nullsFirst())
    .orderBy('address')
    .execute();
  const holders = await holdersIn(ctx);
  const lastUses = await lastUsesIn(ctx);
  return {
    rows: accounts.map((account) => ({
      id: account.id,
      address: account.address,
      name: account.name,
      closedAt: account.closed_at,
      holders: holders.get(account.id) ?? [],
      lastUse: lastUses.get(account.id) ?? null,
    })),
  };
}

/** One of them, with who used it lately. */
export async function readGenericAccount(ctx: Context<Tables>, { id }: { id: string }) {
  const account = (await listGenericAccounts(ctx)).rows.find((row) => row.id === id);
  if (!account) throw refuseGenericAccount('people.generic-account-unknown');
  const uses = await ctx.tx
    .selectFrom('people.generic_account_use')
    .select(['by_name as by', 'what', 'used_at as at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('account_id', '=', id)
    .orderBy('used_at', 'desc')
    .limit(USES_SHOWN)
    .execute();
  return { ...account, uses };
}

async function holdersIn(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('people.generic_account_holder as h')
    .innerJoin('people.colleague as c', (join) => join.onRef('c.organisation_id', '=', 'h.organisation_id').onRef('c.id', '=', 'h.mandate_id'))
    .select(['h.account_id', 'h.mandate_id', 'h.role', 'c.given_name', 'c.family_name', 'c.title', 'c.begins_on', 'c.ends_on'])
    .where('h.organisation_id', '=', ctx.organisation)
    .orderBy('c.family_name')
    .orderBy('h.id')
    .execute();
  const today = ctx.today().toString();
  const holderOf = (row: (typeof rows)[number]) => ({
    mandateId: row.mandate_id,
    role: row.role,
    name: `${row.given_name} ${row.family_name}`,
    title: row.title,
    isCurrent: stateOf(row, today) === 'current',
  });
  return new Map([...Map.groupBy(rows, (row) => row.account_id)].map(([account, those]) => [account, those.map(holderOf)]));
}

async function lastUsesIn(ctx: Context<Tables>): Promise<Map<string, { by: string; at: string }>> {
  const rows = await ctx.tx
    .selectFrom('people.generic_account_use')
    .distinctOn('account_id')
    .select(['account_id', 'by_name', 'used_at'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('account_id')
    .orderBy('used_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.account_id, { by: row.by_name, at: row.used_at }]));
}
