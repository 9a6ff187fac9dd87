// SPDX-License-Identifier: EUPL-1.2
/** The provider's keys, in the database: every process reads the same, and the clock says which one signs. */
import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { sql, type Insertable, type Selectable } from 'kysely';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { secrets } from '../secrets.ts';

export const KEYS_CHANNEL = 'people_openid_keys';
const uses = ['RS256', 'ES256', 'cookies'] as const;
type Use = (typeof uses)[number];
type KeyRow = Selectable<Tables['people.openid_key']>;
type NewKeyRow = Insertable<Tables['people.openid_key']>;

/** A key signs for three months, stands in the public set a week before, and two months after. */
const SIGNS_FOR = { hours: 24 * 90 };
const PUBLISHED_BEFORE = { hours: 24 * 7 };
const KEPT_AFTER = { hours: 24 * 60 };

/** The set as `oidc-provider` takes it: the key that signs first, then the next, then those whose tokens still run. */
export type KeySet = { version: string; jwks: { keys: JWK[] }; cookies: string[] };

/** Reads the keys that stand now; makes the first ones when there are none. */
export async function readKeys(house: House): Promise<KeySet> {
  const rows = await standing(house);
  if (uses.every((use) => rows.some((row) => row.use === use))) return asKeySet(house, rows);
  await rotateKeys(house);
  return asKeySet(house, await standing(house));
}

/**
 * Makes what is missing: first keys, and the next ones as the turn of those that sign ends. `atOnce` (a key was stolen) makes new ones sign
 * from now on and withdraws the others: what they signed is refused from then on. Returns how many were made.
 */
export async function rotateKeys(house: House, { atOnce = false } = {}): Promise<number> {
  const now = house.clock.now();
  return acrossOrganisations<Tables, number>(house.db, 'people.rotate-keys', 'renouveler les clés de signature', async (tx) => {
    // Two processes that start together make one set of keys.
    await sql`select pg_advisory_xact_lock(hashtext('people.openid_key'))`.execute(tx);
    await tx.deleteFrom('people.openid_key').where('ends_at', '<=', now.toString()).execute();
    if (atOnce) await tx.deleteFrom('people.openid_key').execute();
    const rows = await tx.selectFrom('people.openid_key').selectAll().orderBy('signs_from', 'desc').execute();
    let made = 0;
    for (const use of uses) {
      const latest = rows.find((row) => row.use === use);
      const next = latest && Temporal.Instant.from(latest.signs_from).add(SIGNS_FOR);
      if (next && Temporal.Instant.compare(now.add(PUBLISHED_BEFORE), next) < 0) continue;
      // A turn that was missed (the job stood still) is not caught up: the new key is published a week before it signs, as any other.
      const earliest = now.add(PUBLISHED_BEFORE);
      const signsFrom = !next ? now : Temporal.Instant.compare(next, earliest) < 0 ? earliest : next;
      await tx
        .insertInto('people.openid_key')
        .values(await newKey(house, use, signsFrom))
        .execute();
      if (latest)
        await tx
          .updateTable('people.openid_key')
          .set({ ends_at: signsFrom.add(KEPT_AFTER).toString() })
          .where('kid', '=', latest.kid)
          .execute();
      made += 1;
    }
    if (made > 0) await sql`select pg_notify(${KEYS_CHANNEL}, '')`.execute(tx);
    return made;
  });
}

/**
 * Prepares the next keys whatever the age of those that sign: they stand in the public set from now on, and sign `after` so long.
 * Returns how many were made.
 */
export async function prepareNextKeys(house: House, after: Temporal.DurationLike): Promise<number> {
  const now = house.clock.now();
  return acrossOrganisations<Tables, number>(house.db, 'people.rotate-keys', 'préparer les prochaines clés de signature', async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('people.openid_key'))`.execute(tx);
    const signsFrom = now.add(after);
    await tx.deleteFrom('people.openid_key').where('signs_from', '>', now.toString()).execute();
    await tx
      .updateTable('people.openid_key')
      .set({ ends_at: signsFrom.add(KEPT_AFTER).toString() })
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', signsFrom.add(KEPT_AFTER).toString())]))
      .execute();
    for (const use of uses)
      await tx
        .insertInto('people.openid_key')
        .values(await newKey(house, use, signsFrom))
        .execute();
    await sql`select pg_notify(${KEYS_CHANNEL}, '')`.execute(tx);
    return uses.length;
  });
}

async function standing(house: House): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select * from people.openid_key
    where ends_at is null or ends_at > ${house.clock.now().toString()}
    order by signs_from desc, kid`.execute(house.db.kysely);
  return rows;
}

function asKeySet(house: House, rows: readonly KeyRow[]): KeySet {
  const now = house.clock.now();
  const hasBegun = (row: KeyRow): boolean => Temporal.Instant.compare(Temporal.Instant.from(row.signs_from), now) <= 0;
  // Newest first among those that have begun; the next one after them, published but never chosen.
  const ordered = [...rows.filter(hasBegun), ...rows.filter((row) => !hasBegun(row))];
  const opened = ordered.map((row) => ({ row, content: secrets.unseal(house.settings, `key ${row.kid}`, row.sealed) }));
  return {
    version: ordered.map(({ kid }) => kid).join(' '),
    jwks: { keys: opened.filter(({ row }) => row.use !== 'cookies').map(({ content }) => JSON.parse(content) as JWK) }, // sealed below
    cookies: opened.filter(({ row }) => row.use === 'cookies').map(({ content }) => content),
  };
}

async function newKey(house: House, use: Use, signsFrom: Temporal.Instant): Promise<NewKeyRow> {
  const { kid, secret, publicJwk } = use === 'cookies' ? cookieKey() : await signingKey(use);
  return {
    kid,
    use,
    public_jwk: publicJwk,
    sealed: secrets.seal(house.settings, `key ${kid}`, secret),
    made_at: house.clock.now().toString(),
    signs_from: signsFrom.toString(),
    ends_at: null,
  };
}

function cookieKey() {
  return { kid: randomBytes(16).toString('base64url'), secret: randomBytes(32).toString('base64url'), publicJwk: null };
}

async function signingKey(use: Exclude<Use, 'cookies'>) {
  const { privateKey, publicKey } = await generateKeyPair(use, { extractable: true, modulusLength: 2048 });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const described = { kid, use: 'sig', alg: use };
  return {
    kid,
    secret: JSON.stringify({ ...(await exportJWK(privateKey)), ...described }),
    publicJwk: JSON.stringify({ ...publicJwk, ...described }),
  };
}
