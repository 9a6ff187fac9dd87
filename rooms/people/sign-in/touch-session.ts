// SPDX-License-Identifier: EUPL-1.2
import { inOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';

// Precise enough to say when a device was last used, and rare enough to cost nothing.
const EVERY = Temporal.Duration.from({ minutes: 5 });
const MOST_KEPT = 50_000;
const touched = new WeakMap<House, Map<string, number>>();

/** Writes down that a session is used, at most every five minutes, aside from the request that uses it. */
export function touchSession(house: House, session: { sessionId: string; personId: string; seenAt: string }, at: Temporal.Instant): void {
  if (Temporal.Instant.compare(Temporal.Instant.from(session.seenAt).add(EVERY), at) > 0) return;
  const known = touched.get(house) ?? new Map<string, number>();
  touched.set(house, known);
  const since = at.epochMilliseconds - (known.get(session.sessionId) ?? Number.NEGATIVE_INFINITY);
  if (since < EVERY.total('milliseconds')) return;
  if (known.size >= MOST_KEPT) known.clear();
  known.set(session.sessionId, at.epochMilliseconds);
  const write = inOrganisations<Tables, unknown>(
    house.db,
    [],
    (tx) =>
      tx
        .updateTable('people.session')
        .set({ seen_at: at.toString() })
        .where('person_id', '=', session.personId)
        .where('id', '=', session.sessionId)
        .where('seen_at', '<', at.toString())
        .execute(),
    { person: session.personId },
  );
  // What it would have written is a convenience: the request that came along is answered all the same.
  write.catch((error: Error) => house.log.debug({ error: error.message }, 'the last use of a session was not written'));
}
