// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** The bodies of the demonstration rely on ProConnect for the invented domain of their people, as if they had proved it. Repeatable. */
export async function relyOnProConnect(
  tx: Transaction<Tables>,
  at: Temporal.Instant,
  people: readonly { email: string; slug: string }[],
): Promise<void> {
  const domainsOf = Map.groupBy(people, ({ slug }) => slug);
  const bodies = await tx
    .selectFrom('organisations.body')
    .select(['id', 'slug'])
    .where('slug', 'in', [...domainsOf.keys()])
    .execute();
  for (const { id, slug } of bodies) {
    const domains = [...new Set(domainsOf.get(slug)?.map(({ email }) => email.split('@')[1] ?? ''))];
    await tx
      .insertInto('people.identity_provider')
      .values({
        organisation_id: id,
        id,
        kind: 'proconnect',
        name: 'ProConnect',
        issuer: null,
        client_id: null,
        secret_sealed: null,
        token_method: 'client_secret_post',
        scopes: ['openid'],
        claim_names: { email: 'email', givenName: 'given_name', familyName: 'usual_name', siret: 'siret' },
        signs_userinfo: true,
        asked_acr: null,
        idp_hint: null,
        email_domains: domains,
        proved_domains: domains,
        is_forced: false,
        break_glass: [],
        is_open: true,
        created_at: at.toString(),
        changed_at: at.toString(),
        changed_by: id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
