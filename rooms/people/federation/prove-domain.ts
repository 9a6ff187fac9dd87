// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseProvider } from '../contract/identity-providers.ts';
import type { Tables } from '../tables.ts';
import { txtRecords } from './txt-records.ts';

/** The TXT record by which a body shows that a domain is its own. */
export function domainProof(organisationId: string): string {
  return `beffroi-domaine=${organisationId}`;
}

/** Looks for the record; from then on the addresses of the domain let their holders in at first, and the door offers the provider to them. */
export async function proveDomain(ctx: Context<Tables>, { id, domain }: { id: string; domain: string }): Promise<void> {
  const provider = await ctx.tx
    .selectFrom('people.identity_provider')
    .select(['email_domains'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!provider) throw refuseProvider('people.own-provider-unknown');
  if (!provider.email_domains.includes(domain)) throw refuseProvider('people.domain-unknown');
  const expected = domainProof(ctx.organisation);
  const records = await txtRecords(ctx.house, domain);
  if (!records?.includes(expected)) throw refuseProvider('people.domain-not-proved', { domain, expected });
  await ctx.tx
    .updateTable('people.identity_provider')
    .set({ proved_domains: sql`array(select distinct unnest(proved_domains || ${[domain]}::text[]))` })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.identity-provider-changed', { providerId: id, how: 'domain-proved' });
}
