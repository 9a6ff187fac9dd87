// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { wakePages } from '#platform/notify/my-notices.ts';
import { refuseFederation } from '../contract/federation.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { PROCONNECT } from './provider.ts';

/** The identities by which the person signs in, the latest used first, and where they may add one. */
export async function listIdentities(ctx: Context<Tables>) {
  const { personId } = personWhoActs(ctx);
  const rows = await ctx.tx
    .selectFrom('people.federated_identity as i')
    .leftJoin('people.identity_provider as p', (join) => join.onRef('p.organisation_id', '=', 'i.provider_of').onRef('p.id', '=', 'i.provider_id'))
    .select(['i.id', 'i.email', 'i.linked_at', 'i.used_at', 'i.linked_how', 'i.provider_id', 'p.name'])
    .where('i.person_id', '=', personId)
    .orderBy('i.used_at', 'desc')
    .orderBy('i.id')
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      provider: row.provider_id === null ? 'ProConnect' : (row.name ?? 'Fournisseur de votre collectivité'),
      email: row.email,
      linkedAt: row.linked_at,
      usedAt: row.used_at,
      linkedHow: row.linked_how,
    })),
    total: rows.length,
    available: await available(ctx),
  };
}

/** Takes an identity away from the account, and closes the sessions that it opened. */
export async function unlinkIdentity(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { personId, sessionId, supportedBy } = personWhoActs(ctx);
  if (supportedBy) throw refuseFederation('people.link-not-in-support');
  const gone = await ctx.tx
    .deleteFrom('people.federated_identity')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('provider_id')
    .executeTakeFirst();
  if (!gone) throw refuseFederation('people.identity-unknown');
  await ctx.tx
    .updateTable('people.session as s')
    .set({ revoked_at: ctx.now().toString() })
    .where('s.person_id', '=', personId)
    .where('s.revoked_at', 'is', null)
    // Whoever detaches in a session opened there sees the page to its end.
    .where('s.id', '!=', sessionId)
    .where((where) =>
      where.exists(
        where
          .selectFrom('people.federated_session as f')
          .select('f.session_id')
          .whereRef('f.person_id', '=', 's.person_id')
          .whereRef('f.session_id', '=', 's.id')
          .where('f.provider_id', gone.provider_id === null ? 'is' : '=', gone.provider_id),
      ),
    )
    .execute();
  await wakePages(ctx);
  await ctx.record({ what: 'people.identity-unlinked', about: { person: personId, provider: gone.provider_id ?? PROCONNECT } });
}

async function available(ctx: Context<Tables>) {
  const bodies = await ctx.tx
    .selectFrom('people.identity_provider as p')
    .innerJoin('organisations.body as b', 'b.id', 'p.organisation_id')
    .select(['p.id', 'p.name', 'b.name as body'])
    .where('p.kind', '=', 'oidc')
    .where('p.is_open', '=', true)
    .orderBy('b.name')
    .orderBy('p.name')
    .execute();
  return [
    ...(ctx.house.settings.proconnect ? [{ key: PROCONNECT, name: 'ProConnect', body: null }] : []),
    ...bodies.map(({ id, name, body }) => ({ key: id, name, body })),
  ];
}
