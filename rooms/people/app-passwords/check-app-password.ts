// SPDX-License-Identifier: EUPL-1.2
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { AppPasswordHolder } from '#platform/access/provided.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { remembered } from '../access-cache.ts';
import { slowDown, type SlowDown } from '../ldap/slow-down.ts';
import { secretDigest } from '../sign-in/session.ts';
import { plainSecret } from './secret.ts';

export type Presented = {
  secret: string;
  /** As devices were given it: `ldap`, `dav`, `imap`… */
  protocol: string;
  /** The name under which the device presents itself, where the protocol has one: an address of the person's. */
  login?: string;
  /** The address from which it comes; refusals are slowed for each. */
  from?: string;
};

type Found = AppPasswordHolder & { logins: string[]; expiresAt: string | null };

// Above any secret that was ever drawn.
const LONGEST = 1_000;
// Each note is a write: a telephone that synchronises every minute writes once in five.
const NOTED_AGAIN_MS = 5 * 60_000;

const noted = new WeakMap<House, Map<string, number>>();
const slowed = new WeakMap<House, SlowDown>();

/**
 * Whose application password this is, with the mandates of the day; null when unknown, revoked, expired, of another protocol, presented under
 * a name that is not theirs, or when nothing is left to open. A refusal waits longer each time for the address it came from; a right secret
 * never waits, so nobody is locked out by another.
 */
export async function checkAppPassword(house: House, presented: Presented): Promise<AppPasswordHolder | null> {
  const { secret, protocol, login, from } = presented;
  const found = secret.length === 0 || secret.length > LONGEST ? null : await holderOf(house, secretDigest(plainSecret(secret)), protocol);
  if (!found || (login !== undefined && !found.logins.includes(login.trim().toLowerCase()))) {
    if (from !== undefined) await setTimeout(slowDownOf(house).afterRefusal(from, house.clock.now().epochMilliseconds), undefined, { ref: false });
    return null;
  }
  const { passwordId, personId, name, organisationId, mandates } = found;
  noteUse(house, found, protocol, from);
  return { passwordId, personId, name, organisationId, mandates };
}

function holderOf(house: House, digest: Buffer, protocol: string): Promise<Found | null> {
  return remembered(house, `app-password ${protocol} ${digest.toString('base64')}`, async () => {
    const { rows } = await sql<{ who: Found | null }>`
      select people.app_password_holder(${digest}, ${protocol}, ${house.clock.now().toString()}::timestamptz) as who`.execute(house.db.kysely);
    const who = rows[0]?.who ?? null;
    return { value: who && who.mandates.length > 0 ? who : null, endsAt: who?.expiresAt ?? null };
  });
}

function slowDownOf(house: House): SlowDown {
  const one = slowed.get(house) ?? slowDown();
  slowed.set(house, one);
  return one;
}

// Not waited for: the device gets its answer, and a note lost with the process is written at the next use.
function noteUse(house: House, { passwordId, personId }: Found, protocol: string, from: string | undefined): void {
  const now = house.clock.now();
  const known = noted.get(house) ?? new Map<string, number>();
  noted.set(house, known);
  if ((known.get(passwordId) ?? -Infinity) > now.epochMilliseconds - NOTED_AGAIN_MS) return;
  if (known.size > 20_000) known.clear();
  known.set(passwordId, now.epochMilliseconds);
  const by = from ? `${protocol.toUpperCase()}, ${from}` : protocol.toUpperCase();
  inNoOrganisation(
    house.db,
    (tx) => sql`update people.app_password set used_at = ${now.toString()}, used_by = ${by} where id = ${passwordId}::uuid`.execute(tx),
    { person: personId },
  ).catch((error: unknown) => {
    known.delete(passwordId);
    house.log.warn({ err: error }, 'the use of an application password was not noted');
  });
}
