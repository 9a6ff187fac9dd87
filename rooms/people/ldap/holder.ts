// SPDX-License-Identifier: EUPL-1.2
/** Who is bound on a connection, and what they see. Asked again at each operation: a secret revoked or a mandate ended opens nothing any more. */
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Mandate } from '#platform/access/provided.ts';
import type { House } from '#platform/house.ts';
import { dnOf, placeOf, type Leaf, type Place } from './places.ts';
import { parseDn } from './dn.ts';
import { plain } from './plain.ts';

export const READ_DIRECTORY = 'people.read-directory';

/** A body that the holder sees: everybody in it, or only the entries of these persons, their own. */
export type SeenBody = { id: string; slug: string; name: string; only: readonly string[] | null };

export type Holder = {
  /** The person who acts, for the policies of the database; null for a program. */
  personId: string | null;
  dn: string;
  bodies: readonly SeenBody[];
  /** Of which secret this is, for the day's trace of use. */
  secret: { kind: 'app-password'; id: string } | { kind: 'reader'; id: string; organisationId: string };
};

type Name = { organisationId: string; slug: string; body: string; personId: string; uid: string; mail: string | null };
type HolderRow = { passwordId: string; personId: string; mandates: Mandate[]; names: Name[]; logins: string[] };
type ReaderRow = { readerId: string; name: string; organisationId: string; slug: string; body: string };

/** Who binds under this name with the secret of this digest. Null where the secret is not theirs, is revoked, or opens no body today. */
export async function holderOf(house: House, name: string, digest: Buffer): Promise<Holder | null> {
  const place = name.includes('=') ? placeOf(parseDn(name) ?? [[], []]) : null;
  if (place?.kind === 'reader') return readerOf(house, place, digest);
  const { rows } = await sql<{ who: HolderRow | null }>`
    select people.ldap_holder(${digest}, ${house.clock.now().toString()}::timestamptz) as who`.execute(house.db.kysely);
  const who = rows[0]?.who;
  const own = who?.names.find((one) => isNamed(one, who.logins, name, place));
  if (!who || !own) return null;
  return {
    personId: who.personId,
    dn: dnOf({ kind: 'person', slug: own.slug, name: own.uid }),
    bodies: bodiesOf(house, who),
    secret: { kind: 'app-password', id: who.passwordId },
  };
}

async function readerOf(house: House, place: Leaf, digest: Buffer): Promise<Holder | null> {
  const { rows } = await sql<{ who: ReaderRow | null }>`select people.whose_ldap_reader(${digest}) as who`.execute(house.db.kysely);
  const who = rows[0]?.who;
  if (!who || who.slug !== place.slug || who.name !== place.name) return null;
  return {
    personId: null,
    dn: dnOf({ kind: 'reader', slug: who.slug, name: who.name }),
    bodies: [{ id: who.organisationId, slug: who.slug, name: who.body, only: null }],
    secret: { kind: 'reader', id: who.readerId, organisationId: who.organisationId },
  };
}

// By the name of an entry of theirs, by its uid, by an address of a mandate, or by the address with which they sign in.
function isNamed(one: Name, logins: readonly string[], name: string, place: Place | null): boolean {
  if (place) return place.kind === 'person' && place.slug === one.slug && place.name === one.uid;
  const given = plain(name);
  return given === one.uid || given === plain(one.mail ?? '') || logins.includes(given);
}

function bodiesOf(house: House, { mandates, names }: HolderRow): SeenBody[] {
  const bodies = new Map<string, SeenBody>();
  for (const { organisationId: id, slug, body: name } of names) {
    const held = mandates.filter((mandate) => mandate.organisationId === id);
    const seesAll = held.some((mandate) => permissionsOf(house.index, mandate).has(READ_DIRECTORY));
    const own = names.filter((one) => one.organisationId === id).map(({ personId }) => personId);
    bodies.set(id, { id, slug, name, only: seesAll ? null : own });
  }
  return [...bodies.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}
