// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { isDown } from './configuration.ts';
import { PROCONNECT, providerCalled } from './provider.ts';

/** The providers of the door. A domain, never an address: nothing here depends on who has an account. */
export async function listSignInProviders(ctx: Context<Tables>, { domain }: { domain?: string | undefined }) {
  const found = [
    ...(ctx.house.settings.proconnect ? [{ key: PROCONNECT, name: 'ProConnect', body: null }] : []),
    ...(domain ? await providersForDomain(ctx.house, domain) : []),
  ];
  return { providers: await Promise.all(found.map(async (each) => ({ ...each, isDown: await wasDown(ctx.house, each.key) }))) };
}

async function providersForDomain(house: House, domain: string): Promise<{ key: string; name: string; body: string }[]> {
  const { rows } = await sql<{ id: string; name: string; body: string }>`select * from people.providers_for_domain(${domain})`.execute(
    house.db.kysely,
  );
  return rows.map(({ id, name, body }) => ({ key: id, name, body }));
}

async function wasDown(house: House, key: string): Promise<boolean> {
  const provider = await providerCalled(house, key);
  return provider !== null && isDown(house, provider);
}
