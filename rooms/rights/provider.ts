// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { RightsProvider } from '#platform/access/provided.ts';
import { todayInParis } from '#platform/calendar/paris.ts';

/** Answers the platform's "may this body use it?" from the openings of the day. */
export const rights: RightsProvider = {
  async holds(house, organisationId, right) {
    const day = todayInParis(house.clock.now()).toString();
    const { rows } = await sql<{ holds: boolean }>`select rights.holds(${organisationId}::uuid, ${right}, ${day}::date) as holds`.execute(
      house.db.kysely,
    );
    return rows[0]?.holds ?? false;
  },

  async heldAmong(house, organisationIds, rights) {
    const day = todayInParis(house.clock.now()).toString();
    const { rows } = await sql<{ body: string; held: string[] }>`
      select body, array_agg(service) as held
      from unnest(${[...organisationIds]}::uuid[]) as body
      cross join unnest(${[...rights]}::text[]) as service
      where rights.holds(body, service, ${day}::date)
      group by body`.execute(house.db.kysely);
    return new Map(rows.map(({ body, held }) => [body, new Set(held)]));
  },
};
