// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Identity, Mandate, SignedIn } from '#platform/access/provided.ts';
import { inOrganisations } from '#platform/db/scopes.ts';
import { checkAppPassword } from './app-passwords/check-app-password.ts';
import { whoseToken } from './tokens/whose-token.ts';
import { secretDigest } from './sign-in/session.ts';
import { touchSession } from './sign-in/touch-session.ts';
import type { Tables } from './tables.ts';

// Bodies hardly change and every request asks for one: remembered for a minute, by slug.
const BODY_KEPT_MS = 60_000;
const MOST_BODIES = 10_000;
type Who = SignedIn & { seenAt: string; supporterMandates?: readonly Mandate[] };
type Body = { id: string; slug: string; name: string };
const bodies = new WeakMap<object, Map<string, { body: Body; until: number }>>();

/** Answers the platform's "who is this, and which body is this?", each in one query. */
export const identity: Identity = {
  async whoIs(house, sessionSecret, at, addressed) {
    const { rows } = await sql<{
      who: Who | null;
    }>`select people.who(${secretDigest(sessionSecret)}, ${at.toString()}::timestamptz, ${addressed}::uuid) as who`.execute(house.db.kysely);
    const who = rows[0]?.who ?? null;
    if (who) touchSession(house, who, at);
    if (!who?.supporterMandates) return who;
    const { supporterMandates, ...signedIn } = who;
    // A technician who lost the permission loses the session with it.
    return supporterMandates.some((mandate) => permissionsOf(house.index, mandate).has('people.support')) ? signedIn : null;
  },

  async organisationOf(house, slug) {
    const known = bodies.get(house) ?? new Map<string, { body: Body; until: number }>();
    bodies.set(house, known);
    const now = house.clock.now().epochMilliseconds;
    const kept = known.get(slug);
    if (kept && kept.until > now) return kept.body;
    const { rows } = await sql<Body>`select id, slug, name from organisations.body where slug = ${slug}`.execute(house.db.kysely);
    const [body] = rows;
    if (!body) return null;
    if (known.size >= MOST_BODIES) known.clear();
    known.set(slug, { body, until: now + BODY_KEPT_MS });
    return body;
  },

  whoseToken,

  whoseAppPassword: checkAppPassword,

  mailboxOf: (house, personId) =>
    // Reads no body, and says so: the policies of persons ask which bodies are read.
    inOrganisations<Tables, { name: string; address: string } | null>(
      house.db,
      [],
      async (tx) => {
        const row = await tx
          .selectFrom('people.person as p')
          .leftJoin('people.credential as c', 'c.person_id', 'p.id')
          // Whoever signs in without a password is mailed where they proved to read mail.
          .leftJoin('people.address as a', (join) => join.onRef('a.person_id', '=', 'p.id').on('a.verified_at', 'is not', null))
          .select(['p.given_name', 'p.family_name', 'c.login', 'a.address'])
          .where('p.id', '=', personId)
          .orderBy('c.created_at')
          .orderBy('a.verified_at')
          .executeTakeFirst();
        const address = row?.login ?? row?.address;
        return row && address ? { name: `${row.given_name} ${row.family_name}`, address } : null;
      },
      { person: personId, readOnly: true },
    ),
};
