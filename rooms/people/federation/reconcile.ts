// SPDX-License-Identifier: EUPL-1.2
/** Whose account this is. Once linked, the pair (issuer, subject) says so; before, an address does where it is worth a proof, otherwise the person must prove it. */
import { sql, type Transaction } from 'kysely';
import { inNoOrganisation, inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from '../tables.ts';
import type { Asserted } from './asserted.ts';
import { PROCONNECT, type Provider } from './provider.ts';

export type Reconciled =
  | { kind: 'enters'; personId: string; linkedNow: boolean }
  /** The provider does not say for which body, or for one that is unknown here. */
  | { kind: 'no-siret' }
  | { kind: 'unknown-body'; siret: string }
  /** Known, but serves none of the bodies that the provider speaks of. */
  | { kind: 'serves-elsewhere'; siret: string | null }
  /** Nobody yet signs in by this identity. The same answer whether or not an account looks like theirs. */
  | { kind: 'unlinked' };

/** Decides who enters by what a provider says, and links them when its word on an address is worth a proof. */
export async function reconcile(house: House, provider: Provider, asserted: Asserted): Promise<Reconciled> {
  const bodies = await bodiesSpokenOf(house, provider, asserted.siret);
  if (bodies === null) return { kind: 'no-siret' };
  if (bodies.length === 0) return { kind: 'unknown-body', siret: asserted.siret ?? '' };
  const linked = await linkedTo(house, provider, asserted);
  if (linked) {
    if (!(await serves(house, linked.personId, bodies))) return { kind: 'serves-elsewhere', siret: asserted.siret };
    await markUsed(house, linked, asserted.email);
    return { kind: 'enters', personId: linked.personId, linkedNow: false };
  }
  const personId = await personAtAddress(house, provider, asserted, bodies);
  if (!personId) return { kind: 'unlinked' };
  return (await link(house, provider, asserted, personId, 'email')) ? { kind: 'enters', personId, linkedNow: true } : { kind: 'unlinked' };
}

/** Adds an identity to a person. False when it is someone's already, or when, by address, the person has another one there: a subject that changed is proven anew. */
export async function link(house: House, provider: Provider, asserted: Asserted, personId: string, how: 'email' | 'proof'): Promise<boolean> {
  const providerId = provider.key === PROCONNECT ? null : provider.key;
  return inNoOrganisation<Tables, boolean>(
    house.db,
    async (tx) => {
      if (how === 'email' && (await hasAnother(tx, personId, providerId))) return false;
      const now = house.clock.now().toString();
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('people.federated_identity')
        .values({
          person_id: personId,
          id: uuidV7(house.clock.now().epochMilliseconds),
          provider_of: provider.organisationId,
          provider_id: providerId,
          issuer: asserted.issuer,
          subject: asserted.subject,
          email: asserted.email,
          linked_how: how,
          linked_at: now,
          used_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    },
    { person: personId },
  );
}

/** The person who signs in by this identity, if any. */
export async function linkedTo(house: House, provider: Provider, { issuer, subject }: Pick<Asserted, 'issuer' | 'subject'>) {
  const providerId = provider.key === PROCONNECT ? null : provider.key;
  const { rows } = await sql<{ person_id: string; identity_id: string }>`
    select * from people.federated_person(${providerId}::uuid, ${issuer}, ${subject})`.execute(house.db.kysely);
  const [row] = rows;
  return row ? { personId: row.person_id, identityId: row.identity_id } : null;
}

// ProConnect speaks of the body of the SIRET. A body's provider speaks of that body: a SIRET of another would be a fault of its directory.
async function bodiesSpokenOf(house: House, provider: Provider, siret: string | null): Promise<string[] | null> {
  if (!siret) return provider.organisationId ? [provider.organisationId] : null;
  const { rows } = await sql<{ id: string }>`select id from organisations.body where siren = ${siret.slice(0, 9)}`.execute(house.db.kysely);
  const ids = rows.map(({ id }) => id);
  return provider.organisationId ? ids.filter((id) => id === provider.organisationId) : ids;
}

async function serves(house: House, personId: string, bodies: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ serves: boolean }>`
    select people.serves_any(${personId}::uuid, ${[...bodies]}::uuid[], ${house.clock.now().toString()}::timestamptz) as serves`.execute(
    house.db.kysely,
  );
  return rows[0]?.serves ?? false;
}

async function markUsed(house: House, { personId, identityId }: { personId: string; identityId: string }, email: string | null): Promise<void> {
  await inNoOrganisation<Tables, unknown>(
    house.db,
    (tx) =>
      tx
        .updateTable('people.federated_identity')
        .set({ used_at: house.clock.now().toString(), email })
        .where('person_id', '=', personId)
        .where('id', '=', identityId)
        .execute(),
    { person: personId },
  );
}

/**
 * The one person who holds, today and in that body, the address that the provider gives: only where the body relies on this provider for a
 * domain that it proved to hold, and where the provider does not leave the address unverified.
 */
async function personAtAddress(house: House, provider: Provider, asserted: Asserted, bodies: readonly string[]): Promise<string | null> {
  const { email } = asserted;
  const domain = email?.split('@')[1];
  // ProConnect has no such claim: each of its identity providers answers for all the addresses of its domains. Others must say so.
  const isVouchedFor = provider.key === PROCONNECT ? asserted.isEmailVerified !== false : asserted.isEmailVerified === true;
  if (!email || !domain || !isVouchedFor) return null;
  const found = new Set<string>();
  for (const body of bodies) {
    for (const id of await inOrganisation<Tables, string[]>(house.db, body, (tx) => atAddress(tx, house, provider, { body, email, domain }), {
      readOnly: true,
    }))
      found.add(id);
  }
  const [only, ...others] = found;
  return only && others.length === 0 ? only : null;
}

async function atAddress(
  tx: Transaction<Tables>,
  house: House,
  provider: Provider,
  { body, email, domain }: { body: string; email: string; domain: string },
): Promise<string[]> {
  const today = todayInParis(house.clock.now()).toString();
  const rows = await tx
    .selectFrom('people.mandate as m')
    .innerJoin('people.identity_provider as p', 'p.organisation_id', 'm.organisation_id')
    .select('m.person_id')
    .distinct()
    .where('m.organisation_id', '=', body)
    .where(sql<string>`lower(m.email)`, '=', email)
    .where('m.begins_on', '<=', today)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', today)]))
    .where('p.is_open', '=', true)
    .where(sql<boolean>`${domain} = any (p.proved_domains)`)
    .where((where) => (provider.key === PROCONNECT ? where('p.kind', '=', 'proconnect') : where('p.id', '=', provider.key)))
    .execute();
  return rows.map(({ person_id: id }) => id);
}

async function hasAnother(tx: Transaction<Tables>, personId: string, providerId: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('people.federated_identity')
    .select('id')
    .where('person_id', '=', personId)
    .where('provider_id', providerId === null ? 'is' : '=', providerId)
    .executeTakeFirst();
  return row !== undefined;
}
